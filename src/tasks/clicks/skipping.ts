import { customId } from '../../discord/custom-id.ts';
import type { ActionInteraction } from '../../discord/interaction.ts';
import { notice } from '../../discord/notice.ts';
import type { Reply } from '../../discord/reply.ts';
import { enqueue } from '../../store/outbox.ts';
import { afterSkip } from '../after-skip.ts';
import { isBegun } from '../kinds.ts';
import { nackOf, ownTask, show } from '../lifecycle.ts';
import { type Parts, wordsFor } from '../parts.ts';
import { changeByClick } from '../session/change.ts';
import { readUnderway, type Underway } from '../session/read.ts';
import { isActive, UNDO_MS } from '../session/rules.ts';
import type { StoredSession } from '../session/session.ts';
import { endedView } from '../show/ended.ts';
import { taskAction } from './task-action.ts';

/** The buttons that hand a task back, and those that show one again. */
export const skipping = [
  taskAction('skip', 'update', skip),
  taskAction('skipnow', 'update', skipNow),
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
  if (skipped) {
    const next = await afterSkip(parts, interaction.actor, skipped);
    return next ?? { as: 'update', view: endedView(skipped, undefined, context, { isFresh: true }) };
  }
  const now = (await readUnderway(parts.db, session.taskId)) ?? own;
  if (isActive(now.session, parts.clock.now())) return await show(parts, now, words, 'update');
  return { as: 'update', view: endedView(now.session, undefined, context) };
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
