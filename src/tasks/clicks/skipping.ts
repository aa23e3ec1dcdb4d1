import { isDeepStrictEqual } from 'node:util';
import { controlId } from '../../discord/control-id.ts';
import type { Action, Answer, Turn } from '../../discord/turn.ts';
import { readDraft } from '../../store/drafts.ts';
import { enqueue, withdrawNack } from '../../store/outbox.ts';
import { findSession, holdFor, moveSession, readSession, type Session } from '../../store/sessions.ts';
import { isUniqueViolation } from '../../store/unique-violation.ts';
import { draftOf, kindOf } from '../kinds.ts';
import { ownSession, show } from '../lifecycle.ts';
import { type Parts, userOf } from '../parts.ts';
import { endedView, isActive } from '../show/ended.ts';
import { nextOrStop, notice } from '../show/views.ts';

/** How long a skip can be taken back: the nack waits for as long. */
export const UNDO_MS = 10_000;

/** The buttons that hand a task back, and take that back. */
export function skipping(parts: Parts): Action[] {
  const words = (turn: Turn) => parts.translator.words(turn.visitor.locale);

  /** Skips at once when nothing has been entered, else asks once. */
  async function skip(turn: Turn): Promise<Answer> {
    const session = await ownSession(parts, turn.visitor, turn.task);
    const kind = kindOf(session.task.type);
    const draft = draftOf(kind, await readDraft(parts.db, session.taskId));
    const started = !isDeepStrictEqual(draft, kind.blank);
    if (!started || !isActive(session, parts.clock.now())) return await skipNow(turn);
    const t = words(turn);
    const buttons = [
      { label: t('button.skip_anyway'), id: controlId('skipnow', turn.task), style: 'danger' as const },
      { label: t('button.keep'), id: controlId('show', turn.task) },
    ];
    return { as: 'update', view: notice(t('skip.sure'), buttons) };
  }

  async function skipNow(turn: Turn): Promise<Answer> {
    const session = await ownSession(parts, turn.visitor, turn.task);
    if (!isActive(session, parts.clock.now())) return await show(parts, session, words(turn), 'update');
    const skipped = await handOver(parts, session, turn);
    const now = (await readSession(parts.db, session.taskId)) ?? session;
    if (isActive(now, parts.clock.now())) return await show(parts, now, words(turn), 'update');
    return { as: 'update', view: endedView(now, undefined, words(turn), skipped) };
  }

  /** Takes a skip back while the nack has not gone out. */
  async function undo(turn: Turn): Promise<Answer> {
    const session = await ownSession(parts, turn.visitor, turn.task);
    const t = words(turn);
    const next = nextOrStop(t, controlId('next', session.taskId, session.requested));
    if (session.state !== 'skipping' && session.state !== 'skipped') {
      return await show(parts, session, t, 'update');
    }
    if (await findSession(parts.db, turn.visitor.id, ['open'])) {
      return { as: 'update', view: notice(t('skip.other_open'), next) };
    }
    await takeBack(parts, session, turn);
    const now = (await readSession(parts.db, session.taskId)) ?? session;
    if (isActive(now, parts.clock.now())) return await show(parts, now, t, 'update');
    return { as: 'update', view: notice(t('skip.too_late'), next) };
  }

  async function showAgain(turn: Turn, as: 'message' | 'update'): Promise<Answer> {
    const session = await ownSession(parts, turn.visitor, turn.task);
    return await show(parts, session, words(turn), as);
  }

  return [
    { name: 'skip', patience: 'update', run: skip },
    { name: 'skipnow', patience: 'update', run: skipNow },
    { name: 'undo', patience: 'update', run: undo },
    { name: 'show', patience: 'update', run: (turn) => showAgain(turn, 'update') },
    // beside a list: a message of its own, because its id may become the one the task is acked with
    { name: 'resume', patience: 'message', run: (turn) => showAgain(turn, 'message') },
  ];
}

/** Ends a task with a nack that waits a while; false when another click was quicker. */
async function handOver({ db, clock, delivery }: Parts, session: Session, turn: Turn): Promise<boolean> {
  const now = clock.now();
  const { taskId } = session;
  const skipped = await db.transaction().execute(async (tx) => {
    if (!(await holdFor(tx, taskId, turn.id, ['open', 'returned']))) return false;
    await moveSession(tx, taskId, ['open', 'returned'], 'skipping', now);
    const body = { user: userOf(turn.visitor) };
    await enqueue(tx, { kind: 'nack', taskId, lane: taskId, body, notBefore: now + UNDO_MS }, now);
    return true;
  });
  if (skipped) delivery.wake();
  return skipped;
}

/** Withdraws the nack and opens the task again, unless it is too late for that. */
async function takeBack({ db, clock }: Parts, { taskId }: Session, turn: Turn): Promise<void> {
  const now = clock.now();
  try {
    await db.transaction().execute(async (tx) => {
      if (!(await holdFor(tx, taskId, turn.id, ['skipping']))) return;
      if (await withdrawNack(tx, taskId, now)) await moveSession(tx, taskId, ['skipping'], 'open', now);
    });
  } catch (error) {
    if (isUniqueViolation(error)) return; // another task was opened just now; the nack stays
    throw error;
  }
}
