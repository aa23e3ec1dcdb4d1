import type { Action, Answer, Place, Turn } from '../../discord/turn.ts';
import { changeDraft, readDraft } from '../../store/drafts.ts';
import { enqueue } from '../../store/outbox.ts';
import { bindMessage, holdFor, moveSession, readSession, type Session } from '../../store/sessions.ts';
import { interactionOf } from '../delivery/interaction.ts';
import type { AnyKind } from '../kind.ts';
import { draftOf, kindOf } from '../kinds.ts';
import { cardUsed, keepPlace, ownSession, show } from '../lifecycle.ts';
import { type Parts, userOf } from '../parts.ts';
import { activeView, endedView, isActive, lateView } from '../show/ended.ts';
import { refreshCard } from '../show/refresh.ts';

/** How long a person is kept waiting for the backend before they are told that their answer is safe. */
const PATIENCE_MS = 8_000;

/** The buttons and forms with which answers are given, changed and sent. `awaited`: see `taskActions`. */
export function answering(parts: Parts, awaited: Set<string>): Action[] {
  const words = (turn: Turn) => parts.translator.words(turn.visitor.locale);

  /** Opens a form, filled with what there is. */
  async function ask(turn: Turn): Promise<Answer> {
    const session = await ownSession(parts, turn.visitor, turn.task);
    const kind = kindOf(session.task.type);
    if (!isActive(session, parts.clock.now()) || !kind.form) {
      return await show(parts, session, words(turn), 'update');
    }
    await cardUsed(parts, session, turn.id);
    const draft = draftOf(kind, await readDraft(parts.db, session.taskId));
    const form = kind.form({ ...session, draft, words: words(turn) }, turn.argument, parts.nonce());
    return { as: 'form', form };
  }

  /** Keeps what was entered, then shows where that leads. What comes too late is given back. */
  async function enter(turn: Turn, change: (kind: AnyKind, session: Session, draft: unknown) => unknown) {
    const session = await ownSession(parts, turn.visitor, turn.task);
    const kind = kindOf(session.task.type);
    const changed = (stored: unknown) => change(kind, session, draftOf(kind, stored));
    if (isActive(session, parts.clock.now())) {
      await cardUsed(parts, session, turn.id);
      const draft = await keep(parts, session.taskId, turn.id, changed);
      if (draft !== undefined) {
        return { as: 'update' as const, view: activeView(session, draft, words(turn)) };
      }
    }
    const now = (await readSession(parts.db, session.taskId)) ?? session;
    if (isActive(now, parts.clock.now())) return await show(parts, now, words(turn), 'update');
    const late = changed(await readDraft(parts.db, session.taskId));
    return { as: 'update' as const, view: lateView(now, late, words(turn)) };
  }

  function fill(turn: Turn): Promise<Answer> {
    return enter(
      turn,
      (kind, { task }, draft) => kind.fill?.(task, draft, turn.argument, turn.fields) ?? draft,
    );
  }

  function choose(turn: Turn): Promise<Answer> {
    const choice = turn.values[0] ?? turn.argument;
    return enter(turn, (kind, { task }, draft) => kind.choose?.(task, draft, choice) ?? draft);
  }

  /** Sends the answer: kept for good in one step with the task's new state, and then brought to the backend. */
  async function submit(turn: Turn): Promise<Answer> {
    const session = await ownSession(parts, turn.visitor, turn.task);
    const kind = kindOf(session.task.type);
    const draft = draftOf(kind, await readDraft(parts.db, session.taskId));
    if (!isActive(session, parts.clock.now()) || !kind.isSendable(session.task, draft)) {
      return await show(parts, session, words(turn), 'update');
    }
    const sent = await commit(parts, session, kind, turn);
    const now = sent ? await deliverNow(session) : ((await readSession(parts.db, session.taskId)) ?? session);
    if (isActive(now, parts.clock.now())) return await show(parts, now, words(turn), 'update');
    return {
      as: 'update',
      view: endedView(now, sent ? sent.draft : draft, words(turn), sent !== undefined),
      shown: (place) => sentShown(parts, now, turn, place),
    };
  }

  /**
   * Brings the answer there while its person looks on; late news then come with the reply to their click. A database that
   * fails from here on does not take back what it has taken.
   */
  async function deliverNow(session: Session): Promise<Session> {
    const { taskId } = session;
    awaited.add(taskId);
    try {
      await withinPatience(parts, parts.delivery.deliver(taskId));
      return (await readSession(parts.db, taskId)) ?? session;
    } catch (error) {
      parts.log.error({ err: error, task: taskId }, 'an answer is kept, but could not be delivered at once');
      return { ...session, state: 'sending' };
    } finally {
      awaited.delete(taskId);
    }
  }

  return [
    { name: 'ask', patience: 'never', run: ask },
    { name: 'fill', patience: 'update', run: fill },
    { name: 'choose', patience: 'update', run: choose },
    { name: 'submit', patience: 'update', run: submit },
  ];
}

/** Changes what has been entered, and gives it; undefined when the task ended, or was changed later, just before. */
async function keep<T>(
  { db, clock }: Parts,
  taskId: string,
  turnId: string,
  change: (stored: unknown) => T,
): Promise<T | undefined> {
  return await db.transaction().execute(async (tx) => {
    if (!(await holdFor(tx, taskId, turnId, ['open', 'returned']))) return undefined;
    return await changeDraft(tx, taskId, clock.now(), change);
  });
}

/**
 * Writes the answer down once, as it is at that moment, and gives it; undefined when it has been sent, skipped or ended
 * by another click, or cannot be sent any more.
 */
async function commit(
  { db, clock }: Parts,
  session: Session,
  kind: AnyKind,
  turn: Turn,
): Promise<{ draft: unknown } | undefined> {
  const now = clock.now();
  const { taskId, task, lang } = session;
  return await db.transaction().execute(async (tx) => {
    if (!(await holdFor(tx, taskId, turn.id, ['open', 'returned']))) return undefined;
    const draft = draftOf(kind, await readDraft(tx, taskId));
    if (!kind.isSendable(task, draft)) return undefined;
    await moveSession(tx, taskId, ['open', 'returned'], 'sending', now, { refusal_code: null });
    // a card whose showing we did not live to see has no ack yet
    const message_id = await bindMessage(tx, taskId, turn.id, now);
    if (message_id !== undefined) {
      await enqueue(tx, { kind: 'ack', taskId, lane: taskId, body: { message_id } }, now);
    }
    const messageId = (await readSession(tx, taskId))?.messageId ?? turn.id;
    const ids = { messageId, userMessageId: turn.id, lang, user: userOf(turn.visitor) };
    const body = interactionOf(task, kind.answer(task, draft), ids);
    await enqueue(tx, { kind: 'answer', taskId, lane: taskId, body }, now);
    return { draft };
  });
}

/** Waits for some work, but no longer than a person should. The work goes on. */
async function withinPatience({ clock }: Parts, work: Promise<unknown>): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const timer = clock.after(PATIENCE_MS, resolve);
    work.then(() => resolve(), reject).finally(() => timer.cancel());
  });
}

/** An answer still under way is followed up where it was shown; what arrived meanwhile is told at once. */
async function sentShown(parts: Parts, session: Session, turn: Turn, place: Place): Promise<void> {
  if (session.state !== 'sending') return;
  await keepPlace(parts, session.taskId, turn.visitor.locale, place);
  const now = await readSession(parts.db, session.taskId);
  if (now && now.state !== 'sending') await refreshCard(parts, session.taskId);
}
