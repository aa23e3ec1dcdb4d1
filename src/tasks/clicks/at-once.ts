import { isDeepStrictEqual } from 'node:util';
import type { ActionInteraction } from '../../discord/interaction.ts';
import type { Reply } from '../../discord/reply.ts';
import type { Task } from '../../oasst/tasks.ts';
import { draftOf, kindOf } from '../kinds.ts';
import type { Own } from '../lifecycle.ts';
import { inBackground, type Parts, wordsFor } from '../parts.ts';
import { readUnderway } from '../session/read.ts';
import { UNDO_MS } from '../session/rules.ts';
import { whatWasSent } from '../show/ended.ts';
import { sentView } from '../show/sent.ts';
import { thanks } from '../show/thanks.ts';
import { type Answerable, type Committed, commitAnew } from './commit.ts';
import { delivered, sentShown } from './sending.ts';

/**
 * Sends an answer with the click that completes it, where nobody looks it over: what was entered and the answer are kept
 * in one step, and the answer stays here for as long as it can be taken back. Undefined, with nothing changed, when the
 * click completes nothing, or came too late.
 */
export async function sendAtOnce(
  interaction: ActionInteraction,
  parts: Parts,
  given: Own,
  change: (stored: unknown) => unknown,
): Promise<Reply | undefined> {
  const outcome = await commitAnew(parts, given, interaction, (own) => {
    const entered = change(own.stored);
    return goesAtOnce(parts, own, own.skipsReview, entered) ? { entered, undoMs: UNDO_MS } : undefined;
  });
  if (!outcome.sent) return undefined;
  return await sentReply(interaction, parts, outcome.own, outcome.sent, outcome.entered);
}

/**
 * The same for what this very interaction has entered and what was kept and looked at since: it goes out if it is still
 * what is kept. Undefined as above.
 */
export async function sendKept(
  interaction: ActionInteraction,
  parts: Parts,
  given: Own,
  draft: unknown,
): Promise<Reply | undefined> {
  const { task, taskId } = given.session;
  if (!given.skipsReview || !task || !isComplete(parts, task, draft)) return undefined;
  const now = { ...given, ...(await readUnderway(parts.db, taskId)) };
  const outcome = await commitAnew(parts, now, interaction, ({ session, stored }) =>
    isDeepStrictEqual(draftOf(kindOf(session.task.type), stored), draft)
      ? { undoMs: UNDO_MS, isSecondStep: true }
      : undefined,
  );
  if (!outcome.sent) return undefined;
  return await sentReply(interaction, parts, outcome.own, outcome.sent, draft);
}

/** Only what this very change completes: a button pressed again on an old card sends nothing. */
function goesAtOnce(
  parts: Parts,
  { session: { task }, stored }: Answerable,
  skipsReview: boolean,
  entered: unknown,
): boolean {
  const kind = kindOf(task.type);
  if (kind.isReviewed && !skipsReview) return false;
  return isComplete(parts, task, entered) && !isDeepStrictEqual(draftOf(kind, stored), entered);
}

/** Whether something is there to be sent, and nothing that is looked at once more first, as everybody's. */
function isComplete({ rules }: Parts, task: Task, entered: unknown): boolean {
  const kind = kindOf(task.type);
  if (kind.stage(task, entered) !== 'review' || !kind.isSendable(task, entered, rules)) return false;
  return !kind.warnings?.(task, entered).length;
}

async function sentReply(
  interaction: ActionInteraction,
  parts: Parts,
  { session }: Answerable,
  sent: Committed,
  entered: unknown,
): Promise<Reply> {
  if (!sent.canUndo) return await delivered(interaction, parts, { session, stored: entered }, sent);
  const { actor } = interaction;
  const { held: ack, given } = sent;
  const { taskId } = session;
  if (ack) inBackground(parts, 'ack', parts.delivery.deliver(taskId, ack));
  parts.delivery.wake();
  const words = wordsFor(parts, actor);
  const lines = whatWasSent(session, entered, { words, rules: parts.rules });
  const view = sentView(session, entered, words, await thanks(parts, actor, session, given), lines);
  const onItsWay = { ...session, state: 'sending' as const };
  return {
    as: 'update',
    view,
    shown: (handle, isOvertaken) => sentShown(parts, onItsWay, entered, interaction, handle, isOvertaken),
  };
}
