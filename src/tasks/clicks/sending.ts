import { within } from '../../clock.ts';
import type { ActionInteraction } from '../../discord/interaction.ts';
import type { Reply, ReplyHandle } from '../../discord/reply.ts';
import type { OutboxRow } from '../../store/outbox.ts';
import { draftOf, kindOf } from '../kinds.ts';
import { canStillTakeBack, keepPlace, ownTask, show } from '../lifecycle.ts';
import { beginKeeping, type Parts, wordsFor } from '../parts.ts';
import { hasSettled, readSession, type Underway } from '../session/read.ts';
import { isActive } from '../session/rules.ts';
import type { StoredSession } from '../session/session.ts';
import { endedView } from '../show/ended.ts';
import { refreshCard } from '../show/refresh.ts';
import { sentView } from '../show/sent.ts';
import { thanks } from '../show/thanks.ts';
import { type Answerable, type Committed, commitAnew } from './commit.ts';

/** How long a person is kept waiting for the backend before they are told that their answer is safe. */
const PATIENCE_MS = 8_000;

/** Sends the answer: kept for good in one step with the task's new state, and then brought to the backend. */
export async function submit(interaction: ActionInteraction, parts: Parts): Promise<Reply> {
  const words = wordsFor(parts, interaction.actor);
  const given = await ownTask(parts, interaction.actor, interaction.subject);
  const { own, sent } = await commitAnew(parts, given, interaction, (now) =>
    isSendable(now, parts) ? { undoMs: 0 } : undefined,
  );
  if (!sent && own.session.state !== 'sending') return await show(parts, own, words, 'update');
  return await delivered(interaction, parts, own, sent);
}

/**
 * Brings what was just sent to the backend, and tells what became of it, or where it stands. While it is on its way the disk
 * takes it: what is written when it has arrived is not waited for, as a power cut that undoes it has it brought there again.
 */
export async function delivered(
  interaction: ActionInteraction,
  parts: Parts,
  { session, stored }: Pick<Underway, 'session' | 'stored'>,
  sent: Committed | undefined,
): Promise<Reply> {
  const words = wordsFor(parts, interaction.actor);
  const kept = sent && beginKeeping(parts);
  const now = sent ? await deliverNow(parts, session, sent.held) : session;
  if (isActive(now, parts.clock.now())) return await show(parts, { session: now, stored }, words, 'update');
  const ending = { isFresh: sent !== undefined, canTakeBack: await canStillTakeBack(parts, now) };
  const view =
    sent && now.state === 'done'
      ? sentView(now, stored, words, await thanks(parts, interaction.actor, now, sent.given))
      : endedView(now, stored, { words, rules: parts.rules }, ending);
  return {
    as: 'update',
    view,
    kept: now.state === 'done' ? kept : undefined,
    shown: (handle, isOvertaken) => sentShown(parts, now, stored, interaction, handle, isOvertaken),
  };
}

function isSendable({ session: { task }, stored }: Answerable, { rules }: Parts): boolean {
  const kind = kindOf(task.type);
  return kind.isSendable(task, draftOf(kind, stored), rules);
}

/**
 * Brings the answer there while its person looks on; late news then come with the reply to their click. A database that
 * fails from here on does not take back what it has taken.
 */
async function deliverNow(
  parts: Parts,
  session: StoredSession,
  held: OutboxRow | undefined,
): Promise<StoredSession> {
  const { taskId } = session;
  parts.awaited.set(taskId, false);
  try {
    await within(parts.clock, PATIENCE_MS, parts.delivery.deliver(taskId, held, PATIENCE_MS));
    if (parts.awaited.get(taskId)) return { ...session, state: 'done' }; // as the delivery has just written
    return (await readSession(parts.db, taskId)) ?? session;
  } catch (error) {
    parts.log.error({ err: error, task: taskId }, 'an answer is kept, but could not be delivered at once');
    return { ...session, state: 'sending' };
  } finally {
    parts.awaited.delete(taskId);
  }
}

/**
 * An answer still under way is followed up where it was shown; what arrived meanwhile is told at once, unless its person
 * has gone on from there, and learns of it with the reply to that.
 */
export async function sentShown(
  parts: Parts,
  session: StoredSession,
  stored: unknown,
  interaction: ActionInteraction,
  handle: ReplyHandle,
  isOvertaken: () => boolean,
): Promise<void> {
  if (session.state !== 'sending') return;
  await keepPlace(parts, session, stored, interaction.actor, handle);
  if ((await hasSettled(parts.db, session.taskId)) && !isOvertaken())
    await refreshCard(parts, session.taskId);
}
