import type { Actor } from '../discord/interaction.ts';
import type { Reply, ReplyHandle } from '../discord/reply.ts';
import type { Words } from '../locales/words.ts';
import { codes, NotUnderstood, OasstError } from '../oasst/errors.ts';
import type { Task } from '../oasst/tasks.ts';
import { keepCard } from '../store/cards.ts';
import { enqueue, hastenNack, type NewCall } from '../store/outbox.ts';
import { findPerson } from '../store/people.ts';
import { kindOf } from './kinds.ts';
import { unaskable } from './labels/pages.ts';
import { inBackground, type Parts, userOf } from './parts.ts';
import { spend } from './quota.ts';
import {
  bindMessage,
  endTold,
  giveUpUnseen,
  type NewSession,
  openSession,
  setRequested,
} from './session/change.ts';
import { listUnderway, readUnderway, type Underway } from './session/read.ts';
import { isActive } from './session/rules.ts';
import { isReadable, type Session, type SessionFacts, type StoredSession } from './session/session.ts';
import { activeView, endedView } from './show/ended.ts';
import { nothingToDo, termsCard } from './show/refusals.ts';
import type { TaskFilter } from './task-filter.ts';
import { UserError } from './user-error.ts';

type Showing = 'message' | 'update';
type Card = Extract<Reply, { as: Showing }>;

/**
 * Gives a person something to do: an answer of theirs that came back, else the task they have open, else a new one
 * from the backend, stored before it is shown. A skip that could still be undone goes out first, because the backend
 * would hand out the same task again.
 */
export async function next(parts: Parts, actor: Actor, filter: TaskFilter, as: Showing): Promise<Reply> {
  const all = await listUnderway(parts.db, actor.id, ['returned', 'open', 'skipping']);
  const waiting = all.find(({ session }) => session.state !== 'skipping');
  const skipped = all.filter(({ session }) => session.state === 'skipping');
  if (!waiting) {
    for (const { session } of skipped) await sendNackNow(parts, session.taskId);
    return await fetchNew(parts, actor, filter, as);
  }
  const { session } = waiting;
  const words = parts.translator.words(actor.locale);
  const other = filter.type !== 'random' && filter.type !== session.type;
  if (other) await setRequested(parts.db, session.taskId, filter.type);
  return await show(parts, waiting, words, as, other ? words('card.still_open') : undefined);
}

/** Lets a skip go out that could still be undone, and waits for that. */
async function sendNackNow(parts: Parts, taskId: string): Promise<void> {
  const hastened = await hastenNack(parts.db, taskId, parts.clock.now());
  if (hastened) await parts.delivery.deliver(taskId);
}

/** Shows a task as it stands, wherever its person is with it. */
export async function show(
  parts: Parts,
  { session, stored }: Pick<Underway, 'session' | 'stored'>,
  words: Words,
  as: Showing,
  note?: string,
): Promise<Card> {
  const context = { words, rules: parts.rules };
  if (isReadable(session) && isActive(session, parts.clock.now())) {
    const view = activeView(session, stored, context, note);
    return { as, view, shown: (handle) => cardShown(parts, session, words.locale, handle) };
  }
  // an end nobody has been told of is told now, and then behind them
  return { as, view: endedView(session, stored, context), shown: () => ended(parts, session) };
}

/** After its person was told that a task is over: one that this version cannot read goes back to the backend. */
async function ended(parts: Parts, session: StoredSession): Promise<void> {
  const { db, clock } = parts;
  const { taskId, personId } = session;
  const now = clock.now();
  if (isReadable(session) || !isActive(session, now)) {
    await endTold(db, session, 'told', now);
    return;
  }
  const given = await db.transaction().execute(async (tx) => {
    const given = await endTold(tx, session, 'unreadable', now);
    const name = (await findPerson(tx, personId))?.display_name ?? '';
    if (given) await enqueue(tx, nackOf({ id: personId, name }, taskId), now);
    return given;
  });
  if (given) inBackground(parts, 'nack', parts.delivery.deliver(session.taskId));
}

/** Everything a person has under way: what is open or came back, then what still has to be delivered. */
export async function underway({ db }: Parts, { id }: Actor): Promise<Underway[]> {
  return await listUnderway(db, id, ['returned', 'open', 'sending']);
}

/**
 * The actor's own task behind a control, with what was entered.
 * @throws UserError for one that is unknown or somebody else's
 */
export async function ownTask(parts: Parts, actor: Actor, taskId: string): Promise<Underway> {
  const found = await readUnderway(parts.db, taskId);
  if (!found) throw new UserError('problem.no_such_task');
  if (found.session.personId !== actor.id) throw new UserError('problem.not_yours');
  return found;
}

/** Hands a task back for good, through the outbox, so that it is not blocked for others. */
async function handBack(parts: Parts, actor: Actor, taskId: string): Promise<void> {
  await enqueue(parts.db, nackOf(actor, taskId), parts.clock.now());
  inBackground(parts, 'nack', parts.delivery.deliver(taskId));
}

function nackOf(actor: Pick<Actor, 'id' | 'name'>, taskId: string): NewCall {
  return { kind: 'nack', taskId, queueKey: taskId, body: { user: userOf(actor) } };
}

async function fetchNew(parts: Parts, actor: Actor, filter: TaskFilter, as: Showing): Promise<Reply> {
  const words = parts.translator.words(actor.locale);
  spend(parts.quotas.tasks, actor, 'problem.rate_limited', words);
  let task: Task;
  try {
    task = await fetchTask(parts, actor, filter);
  } catch (error) {
    if (error instanceof NotUnderstood && error.taskId) await handBack(parts, actor, error.taskId);
    if (!(error instanceof OasstError)) throw error;
    if (error.code === codes.taskTypeNotAvailable) return { as, view: nothingToDo(filter, words) };
    if (error.code === codes.termsNotAccepted) return { as, view: termsCard(filter, words) };
    throw error;
  }
  return await take(parts, actor, filter, task, as);
}

/** Right after a prompt was accepted a backend may say "nothing" once too often, so it is asked twice. */
async function fetchTask({ oasst }: Parts, actor: Actor, { type, lang }: TaskFilter): Promise<Task> {
  const user = userOf(actor);
  try {
    return await oasst.fetchTask(type, user, { lang });
  } catch (error) {
    if (!(error instanceof OasstError) || error.code !== codes.taskTypeNotAvailable) throw error;
    return await oasst.fetchTask(type, user, { lang });
  }
}

/** Keeps a fetched task, and shows it; hands it back when it cannot be shown, or another was quicker. */
async function take(parts: Parts, actor: Actor, filter: TaskFilter, task: Task, as: Showing): Promise<Reply> {
  if (!kindOf(task.type).canShow(task)) {
    await handBack(parts, actor, task.id);
    throw new NotUnderstood(`Task ${task.id} of type ${task.type} cannot be shown`, {
      request: { method: 'POST', path: '/api/v1/tasks/' },
      taskId: task.id,
      taskType: task.type,
    });
  }
  noteOddLabels(parts, task);
  const now = parts.clock.now();
  const { type: requested, lang } = filter;
  const fresh = { personId: actor.id, task, requested, lang, expiresAt: now + parts.rules.taskValidityMs };
  const session = await keep(parts, actor, fresh, now);
  const words = parts.translator.words(actor.locale);
  if (!session) {
    const [open] = await listUnderway(parts.db, actor.id, ['open']);
    // the very task we hold means that the backend gave it out twice
    if (open?.session.taskId !== task.id) await handBack(parts, actor, task.id);
    if (!open) throw new UserError('problem.done');
    return await show(parts, open, words, as);
  }
  const card = await show(parts, { session, stored: undefined }, words, as);
  return { ...card, unseen: () => cardUnseen(parts, actor, task.id) };
}

/** Keeps a task that was just handed out; hands it back past the outbox when the database takes nothing. */
async function keep(
  parts: Parts,
  actor: Actor,
  fresh: NewSession,
  now: number,
): Promise<StoredSession | undefined> {
  try {
    return await openSession(parts.db, fresh, now);
  } catch (error) {
    inBackground(parts, 'nack', parts.oasst.nackTask(fresh.task.id, userOf(actor)));
    throw error;
  }
}

/** A task that its person never got to see does not block others, unless they have seen it in the meantime. */
async function cardUnseen(parts: Parts, actor: Actor, taskId: string): Promise<void> {
  const now = parts.clock.now();
  const given = await parts.db.transaction().execute(async (tx) => {
    if (!(await giveUpUnseen(tx, taskId, now))) return false;
    await enqueue(tx, nackOf(actor, taskId), now);
    return true;
  });
  if (given) inBackground(parts, 'nack', parts.delivery.deliver(taskId));
}

/** After a card is up: the first one gives the task the id it is acked with, and the ack goes out. */
async function cardShown(
  parts: Parts,
  { taskId, messageId }: SessionFacts,
  locale: string,
  handle: ReplyHandle,
): Promise<void> {
  await keepPlace(parts, taskId, locale, handle);
  if (messageId === null) await ackWith(parts, taskId, handle.messageId);
}

/** Whoever uses a card has seen it, even if Discord denies it later: then it is acked, and not given up as unseen. */
export async function cardUsed(parts: Parts, session: Session, interactionId: string): Promise<void> {
  if (session.messageId === null) await ackWith(parts, session.taskId, interactionId);
}

async function ackWith(parts: Parts, taskId: string, messageId: string): Promise<void> {
  const now = parts.clock.now();
  const first = await parts.db.transaction().execute(async (tx) => {
    const message_id = await bindMessage(tx, taskId, messageId, now);
    if (message_id === undefined) return false;
    await enqueue(tx, { kind: 'ack', taskId, queueKey: taskId, body: { message_id } }, now);
    return true;
  });
  if (first) inBackground(parts, 'ack', parts.delivery.deliver(taskId));
}

/** Remembers where a task was last shown, for news that come later. */
export async function keepPlace(
  { db }: Parts,
  taskId: string,
  locale: string,
  { messageId, token, validUntil }: ReplyHandle,
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
