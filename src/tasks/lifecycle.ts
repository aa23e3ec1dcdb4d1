import type { Answer, Place, Visitor } from '../discord/turn.ts';
import type { Words } from '../locales/words.ts';
import { codes, NotUnderstood, OasstError } from '../oasst/errors.ts';
import { TASK_VALIDITY_MS } from '../oasst/protocol.ts';
import type { Task } from '../oasst/tasks.ts';
import { keepCard } from '../store/cards.ts';
import { readDraft } from '../store/drafts.ts';
import { enqueue, type NewCall } from '../store/outbox.ts';
import {
  addSession,
  bindMessage,
  findSession,
  giveUpUnseen,
  listSessions,
  moveSession,
  type NewSession,
  readSession,
  type Session,
  setRequested,
} from '../store/sessions.ts';
import { kindOf } from './kinds.ts';
import { unaskable } from './labels/pages.ts';
import { inBackground, type Parts, userOf } from './parts.ts';
import { spend } from './quota.ts';
import { Said } from './said.ts';
import type { Underway } from './show/drafts.ts';
import { activeView, endedView, isActive } from './show/ended.ts';
import { nothingToDo, termsCard } from './show/refusals.ts';
import type { Wish } from './wish.ts';

type Showing = 'message' | 'update';
type Card = Extract<Answer, { as: Showing }>;

/**
 * Gives a person something to do: an answer of theirs that came back, else the task they have open, else a new one
 * from the backend, stored before it is shown.
 */
export async function next(parts: Parts, visitor: Visitor, wish: Wish, as: Showing): Promise<Answer> {
  const waiting =
    (await findSession(parts.db, visitor.id, ['returned'])) ??
    (await findSession(parts.db, visitor.id, ['open']));
  if (!waiting) return await fetchNew(parts, visitor, wish, as);
  const words = parts.translator.words(visitor.locale);
  const other = wish.type !== 'random' && wish.type !== waiting.task.type;
  if (other) await setRequested(parts.db, waiting.taskId, wish.type);
  return await show(parts, waiting, words, as, other ? words('card.still_open') : undefined);
}

/** Shows a task as it stands, wherever its person is with it. */
export async function show(
  parts: Parts,
  session: Session,
  words: Words,
  as: Showing,
  note?: string,
): Promise<Card> {
  const stored = await readDraft(parts.db, session.taskId);
  if (isActive(session, parts.clock.now())) {
    const view = activeView(session, stored, words, note);
    return { as, view, shown: (place) => cardShown(parts, session.taskId, words.locale, place) };
  }
  // an end nobody has been told of is told now, and then behind them
  return {
    as,
    view: endedView(session, stored, words),
    shown: async () => {
      await moveSession(parts.db, session.taskId, ['open', 'returned'], 'gone', parts.clock.now());
    },
  };
}

/** Everything a person has under way: what is open or came back, then what still has to be delivered. */
export async function underway({ db }: Parts, { id }: Visitor): Promise<Underway[]> {
  const open = await listSessions(db, id, ['returned', 'open']);
  const sending = await listSessions(db, id, ['sending']);
  return await Promise.all(
    [...open, ...sending].map(async (session) => ({
      session,
      stored: await readDraft(db, session.taskId),
    })),
  );
}

/** The visitor's own task behind a control. Throws Said for one that is unknown or somebody else's. */
export async function ownSession(parts: Parts, visitor: Visitor, taskId: string): Promise<Session> {
  const session = await readSession(parts.db, taskId);
  if (!session) throw new Said('problem.no_such_task');
  if (session.personId !== visitor.id) throw new Said('problem.not_yours');
  return session;
}

/** Hands a task back for good, through the outbox, so that it is not blocked for others. */
export async function handBack(parts: Parts, visitor: Visitor, taskId: string): Promise<void> {
  await enqueue(parts.db, nackOf(visitor, taskId), parts.clock.now());
  inBackground(parts, 'nack', parts.delivery.deliver(taskId));
}

function nackOf(visitor: Visitor, taskId: string): NewCall {
  return { kind: 'nack', taskId, lane: taskId, body: { user: userOf(visitor) } };
}

async function fetchNew(parts: Parts, visitor: Visitor, wish: Wish, as: Showing): Promise<Answer> {
  const words = parts.translator.words(visitor.locale);
  spend(parts.quotas.tasks, visitor, 'problem.rate_limited', words);
  let task: Task;
  try {
    task = await fetchTask(parts, visitor, wish);
  } catch (error) {
    if (error instanceof NotUnderstood && error.taskId) await handBack(parts, visitor, error.taskId);
    if (!(error instanceof OasstError)) throw error;
    if (error.code === codes.taskTypeNotAvailable) return { as, view: nothingToDo(wish, words) };
    if (error.code === codes.termsNotAccepted) return { as, view: termsCard(wish, words) };
    throw error;
  }
  return await take(parts, visitor, wish, task, as);
}

/** Right after a prompt was accepted a backend may say "nothing" once too often, so it is asked twice. */
async function fetchTask({ oasst }: Parts, visitor: Visitor, { type, lang }: Wish): Promise<Task> {
  const user = userOf(visitor);
  try {
    return await oasst.fetchTask(type, user, { lang });
  } catch (error) {
    if (!(error instanceof OasstError) || error.code !== codes.taskTypeNotAvailable) throw error;
    return await oasst.fetchTask(type, user, { lang });
  }
}

/** Keeps a fetched task, and shows it; hands it back when it cannot be shown, or another was quicker. */
async function take(parts: Parts, visitor: Visitor, wish: Wish, task: Task, as: Showing): Promise<Answer> {
  if (!kindOf(task.type).canShow(task)) {
    await handBack(parts, visitor, task.id);
    throw new NotUnderstood(`Task ${task.id} of type ${task.type} cannot be shown`, {
      request: { method: 'POST', path: '/api/v1/tasks/' },
      taskId: task.id,
      taskType: task.type,
    });
  }
  noteOddLabels(parts, task);
  const now = parts.clock.now();
  const { type: requested, lang } = wish;
  const fresh = { personId: visitor.id, task, requested, lang, expiresAt: now + TASK_VALIDITY_MS };
  if (!(await keep(parts, visitor, fresh, now))) {
    const open = await findSession(parts.db, visitor.id, ['open']);
    // the very task we hold means that the backend gave it out twice
    if (open?.taskId !== task.id) await handBack(parts, visitor, task.id);
    if (!open) throw new Said('problem.done');
    return await show(parts, open, parts.translator.words(visitor.locale), as);
  }
  const session = await ownSession(parts, visitor, task.id);
  const card = await show(parts, session, parts.translator.words(visitor.locale), as);
  return { ...card, unseen: () => cardUnseen(parts, visitor, task.id) };
}

/** Keeps a task that was just handed out; hands it back past the outbox when the database takes nothing. */
async function keep(parts: Parts, visitor: Visitor, fresh: NewSession, now: number): Promise<boolean> {
  try {
    return await addSession(parts.db, fresh, now);
  } catch (error) {
    inBackground(parts, 'nack', parts.oasst.nackTask(fresh.task.id, userOf(visitor)));
    throw error;
  }
}

/** A task that its person never got to see does not block others, unless they have seen it in the meantime. */
async function cardUnseen(parts: Parts, visitor: Visitor, taskId: string): Promise<void> {
  const now = parts.clock.now();
  const given = await parts.db.transaction().execute(async (tx) => {
    if (!(await giveUpUnseen(tx, taskId, now))) return false;
    await enqueue(tx, nackOf(visitor, taskId), now);
    return true;
  });
  if (given) inBackground(parts, 'nack', parts.delivery.deliver(taskId));
}

/** After a card is up: the first one gives the task the id it is acked with, and the ack goes out. */
async function cardShown(parts: Parts, taskId: string, locale: string, place: Place): Promise<void> {
  await keepPlace(parts, taskId, locale, place);
  await ackWith(parts, taskId, place.messageId);
}

/** Whoever uses a card has seen it, even if Discord denies it later: then it is acked, and not given up as unseen. */
export async function cardUsed(parts: Parts, session: Session, turnId: string): Promise<void> {
  if (session.messageId === null) await ackWith(parts, session.taskId, turnId);
}

async function ackWith(parts: Parts, taskId: string, messageId: string): Promise<void> {
  const now = parts.clock.now();
  const first = await parts.db.transaction().execute(async (tx) => {
    const message_id = await bindMessage(tx, taskId, messageId, now);
    if (message_id === undefined) return false;
    await enqueue(tx, { kind: 'ack', taskId, lane: taskId, body: { message_id } }, now);
    return true;
  });
  if (first) inBackground(parts, 'ack', parts.delivery.deliver(taskId));
}

/** Remembers where a task was last shown, for news that come later. */
export async function keepPlace(
  { db }: Parts,
  taskId: string,
  locale: string,
  { messageId, token, validUntil }: Place,
): Promise<void> {
  await keepCard(db, {
    task_id: taskId,
    message_id: messageId,
    token,
    locale,
    valid_until: validUntil,
  });
}

function noteOddLabels({ log }: Parts, task: Task) {
  if (!('labels' in task)) return;
  for (const { name, widget } of unaskable(task)) {
    log.warn({ task: task.id, label: name, widget }, 'a label is left out: its widget is unknown');
  }
}
