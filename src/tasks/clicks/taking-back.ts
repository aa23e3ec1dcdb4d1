import { customId } from '../../discord/custom-id.ts';
import type { ActionInteraction } from '../../discord/interaction.ts';
import { notice } from '../../discord/notice.ts';
import type { Reply } from '../../discord/reply.ts';
import { changeDraft } from '../../store/drafts.ts';
import { enqueue } from '../../store/outbox.ts';
import { withdraw } from '../../store/outbox-undo.ts';
import { isUniqueViolation } from '../../store/unique-violation.ts';
import { draftOf, kindOf } from '../kinds.ts';
import { givenTask, nackOf, ownTask, show } from '../lifecycle.ts';
import { inBackground, type Parts, wordsFor } from '../parts.ts';
import { changeByClick, giveBackUntouched } from '../session/change.ts';
import { listUnderway, readUnderway, type Underway } from '../session/read.ts';
import { isReadable, type SessionFacts } from '../session/session.ts';
import { nextOrStop } from '../show/views.ts';
import { taskAction } from './task-action.ts';

/** The buttons that take back a skip, and an answer that went at once. */
export const takingBack = [taskAction('undo', 'update', undo), taskAction('unsend', 'update', unsend)];

/** Takes a skip back while the nack has not gone out. */
async function undo(interaction: ActionInteraction, parts: Parts): Promise<Reply> {
  const own = await ownTask(parts, interaction.actor, interaction.subject);
  const { session } = own;
  const t = wordsFor(parts, interaction.actor);
  const next = nextOrStop(t, customId('next', session.taskId, session.requested));
  if (session.state !== 'skipping' && session.state !== 'skipped') {
    return await show(parts, own, t, 'update');
  }
  const [open] = await listUnderway(parts.db, interaction.actor.id, ['open']);
  const outcome = await takeBack(parts, own, interaction, 'unskip', open?.session);
  const now = (await readUnderway(parts.db, session.taskId)) ?? own;
  if (outcome === 'back') return await show(parts, now, t, 'update');
  const text = t(outcome === 'other open' ? 'skip.other_open' : 'skip.too_late');
  // the task that came after it stays where it is
  return open ? await show(parts, open, t, 'update', text) : { as: 'update', view: notice(text, next) };
}

/** Takes an answer back while it has not gone out; what was entered before its last click is still there. */
async function unsend(interaction: ActionInteraction, parts: Parts): Promise<Reply> {
  const own = await givenTask(parts, interaction.actor, interaction.subject);
  const { session } = own;
  const t = wordsFor(parts, interaction.actor);
  const outcome = session.state === 'sending' && (await takeBack(parts, own, interaction, 'unsend'));
  const now = (outcome && (await readUnderway(parts.db, session.taskId))) || own;
  const refusals = { sending: 'sent.on_its_way', done: 'sent.too_late' } as const;
  const { state } = now.session;
  if (state !== 'sending' && state !== 'done') return await show(parts, now, t, 'update');
  const text = t(outcome === 'other open' ? 'sent.other_open' : refusals[state]);
  const next = nextOrStop(t, customId('next', session.taskId, session.requested));
  return { as: 'update', view: notice(text, next) };
}

const calls = { unskip: 'nack', unsend: 'answer' } as const;

/**
 * Withdraws the call that waits and opens the task again, in one step, unless that call has set out or the person has
 * another task open by now. `instead`, a task that came in its place, is handed back then, if nobody has touched it.
 */
async function takeBack(
  { db, clock, delivery, ...parts }: Parts,
  own: Underway,
  interaction: ActionInteraction,
  event: keyof typeof calls,
  instead?: SessionFacts,
): Promise<'back' | 'too late' | 'other open'> {
  const now = clock.now();
  const { taskId } = own.session;
  try {
    await db.transaction().execute(async (tx) => {
      if (instead) {
        if (!(await giveBackUntouched(tx, instead.taskId, interaction.id, now))) throw new OtherOpen();
        await enqueue(tx, nackOf(interaction.actor, instead.taskId), now);
      }
      // the session first, as everywhere, so that of two processes one waits for the other
      const session = await changeByClick(tx, taskId, event, interaction.id, now);
      if (!session || !(await withdraw(tx, taskId, calls[event], now))) throw new TooLate();
      if (event === 'unskip' || !isReadable(session)) return;
      const kind = kindOf(session.task.type);
      await changeDraft(tx, taskId, now, (stored) => kind.takenBack(draftOf(kind, stored)), own);
    });
    if (instead) inBackground({ log: parts.log }, 'nack', delivery.deliver(instead.taskId));
    return 'back';
  } catch (error) {
    if (error instanceof TooLate) return 'too late';
    if (error instanceof OtherOpen || isUniqueViolation(error)) return 'other open';
    throw error;
  }
}

/** Undoes the transaction of somebody whose call is on its way. */
class TooLate extends Error {}

/** The same for somebody who has begun with another task. */
class OtherOpen extends Error {}
