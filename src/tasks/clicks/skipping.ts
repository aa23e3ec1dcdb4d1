import { customId } from '../../discord/custom-id.ts';
import type { ActionInteraction } from '../../discord/interaction.ts';
import { notice } from '../../discord/notice.ts';
import type { Reply } from '../../discord/reply.ts';
import { enqueue, withdrawNack } from '../../store/outbox.ts';
import { isUniqueViolation } from '../../store/unique-violation.ts';
import { isBegun } from '../kinds.ts';
import { nackOf, ownTask, show } from '../lifecycle.ts';
import { type Parts, wordsFor } from '../parts.ts';
import { changeByClick } from '../session/change.ts';
import { listUnderway, readUnderway, type Underway } from '../session/read.ts';
import { isActive } from '../session/rules.ts';
import type { StoredSession } from '../session/session.ts';
import { endedView } from '../show/ended.ts';
import { nextOrStop } from '../show/views.ts';
import { taskAction } from './task-action.ts';

/** How long a skip can be taken back: the nack waits for as long. */
const UNDO_MS = 10_000;

/** The buttons that hand a task back, and take that back. */
export const skipping = [
  taskAction('skip', 'update', skip),
  taskAction('skipnow', 'update', skipNow),
  taskAction('undo', 'update', undo),
  taskAction('show', 'update', (interaction, parts) => showAgain(interaction, parts, 'update')),
  // beside a list: a message of its own, because its id may become the one the task is acked with
  taskAction('resume', 'message', (interaction, parts) => showAgain(interaction, parts, 'message')),
];

/** Skips at once when nothing has been entered, else asks once. */
async function skip(interaction: ActionInteraction, parts: Parts): Promise<Reply> {
  const own = await ownTask(parts, interaction.actor, interaction.subject);
  const { session, stored } = own;
  if (!isBegun(session.type, stored) || !isActive(session, parts.clock.now()))
    return await skipTask(interaction, parts, own);
  const t = wordsFor(parts, interaction.actor);
  const buttons = [
    {
      label: t('button.skip_anyway'),
      id: customId('skipnow', interaction.subject),
      style: 'danger' as const,
    },
    { label: t('button.keep'), id: customId('show', interaction.subject) },
  ];
  return { as: 'update', view: notice(t('skip.sure'), buttons) };
}

async function skipNow(interaction: ActionInteraction, parts: Parts): Promise<Reply> {
  const own = await ownTask(parts, interaction.actor, interaction.subject);
  return await skipTask(interaction, parts, own);
}

async function skipTask(interaction: ActionInteraction, parts: Parts, own: Underway): Promise<Reply> {
  const words = wordsFor(parts, interaction.actor);
  const { session } = own;
  if (!isActive(session, parts.clock.now())) return await show(parts, own, words, 'update');
  const skipped = await handOver(parts, session, interaction);
  const context = { words, rules: parts.rules };
  if (skipped) return { as: 'update', view: endedView(skipped, undefined, context, true) };
  const now = (await readUnderway(parts.db, session.taskId)) ?? own;
  if (isActive(now.session, parts.clock.now())) return await show(parts, now, words, 'update');
  return { as: 'update', view: endedView(now.session, undefined, context) };
}

/** Takes a skip back while the nack has not gone out. */
async function undo(interaction: ActionInteraction, parts: Parts): Promise<Reply> {
  const own = await ownTask(parts, interaction.actor, interaction.subject);
  const { session } = own;
  const t = wordsFor(parts, interaction.actor);
  const next = nextOrStop(t, customId('next', session.taskId, session.requested));
  if (session.state !== 'skipping' && session.state !== 'skipped') {
    return await show(parts, own, t, 'update');
  }
  if ((await listUnderway(parts.db, interaction.actor.id, ['open'])).length > 0) {
    return { as: 'update', view: notice(t('skip.other_open'), next) };
  }
  await takeBack(parts, session, interaction);
  const now = (await readUnderway(parts.db, session.taskId)) ?? own;
  if (isActive(now.session, parts.clock.now())) return await show(parts, now, t, 'update');
  return { as: 'update', view: notice(t('skip.too_late'), next) };
}

async function showAgain(
  interaction: ActionInteraction,
  parts: Parts,
  as: 'message' | 'update',
): Promise<Reply> {
  const own = await ownTask(parts, interaction.actor, interaction.subject);
  return await show(parts, own, wordsFor(parts, interaction.actor), as);
}

/** Ends a task with a nack that waits a while, and gives it; undefined when another click was quicker. */
async function handOver(
  { db, clock, delivery }: Parts,
  { taskId }: StoredSession,
  interaction: ActionInteraction,
): Promise<StoredSession | undefined> {
  const now = clock.now();
  const skipped = await db.transaction().execute(async (tx) => {
    const skipped = await changeByClick(tx, taskId, 'skip', interaction.id, now);
    if (skipped) await enqueue(tx, { ...nackOf(interaction.actor, taskId), notBefore: now + UNDO_MS }, now);
    return skipped;
  });
  if (skipped) delivery.wake();
  return skipped;
}

/** Withdraws the nack and opens the task again, unless it is too late for that. */
async function takeBack(
  { db, clock }: Parts,
  { taskId }: StoredSession,
  interaction: ActionInteraction,
): Promise<void> {
  const now = clock.now();
  try {
    await db.transaction().execute(async (tx) => {
      // the session first, as everywhere, so that of two processes one waits for the other
      if (!(await changeByClick(tx, taskId, 'unskip', interaction.id, now))) return;
      if (!(await withdrawNack(tx, taskId, now))) throw new TooLate();
    });
  } catch (error) {
    if (error instanceof TooLate || isUniqueViolation(error)) return; // or another task was opened just now
    throw error;
  }
}

/** Undoes the transaction of an undo whose nack is on its way. */
class TooLate extends Error {}
