import { isDeepStrictEqual } from 'node:util';
import { customId } from '../../discord/custom-id.ts';
import type { ActionInteraction } from '../../discord/interaction.ts';
import type { Reply } from '../../discord/reply.ts';
import { readDraft } from '../../store/drafts.ts';
import { enqueue, withdrawNack } from '../../store/outbox.ts';
import { findSession, holdFor, moveSession, readSession, type Session } from '../../store/sessions.ts';
import { isUniqueViolation } from '../../store/unique-violation.ts';
import { draftOf, kindOf } from '../kinds.ts';
import { ownSession, show } from '../lifecycle.ts';
import { type Parts, userOf, wordsFor } from '../parts.ts';
import { endedView, isActive } from '../show/ended.ts';
import { nextOrStop, notice } from '../show/views.ts';
import { taskAction } from './task-action.ts';

/** How long a skip can be taken back: the nack waits for as long. */
export const UNDO_MS = 10_000;

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
  const session = await ownSession(parts, interaction.actor, interaction.subject);
  const kind = kindOf(session.task.type);
  const draft = draftOf(kind, await readDraft(parts.db, session.taskId));
  const started = !isDeepStrictEqual(draft, kind.blank);
  if (!started || !isActive(session, parts.clock.now())) return await skipNow(interaction, parts);
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
  const session = await ownSession(parts, interaction.actor, interaction.subject);
  if (!isActive(session, parts.clock.now()))
    return await show(parts, session, wordsFor(parts, interaction.actor), 'update');
  const skipped = await handOver(parts, session, interaction);
  const now = (await readSession(parts.db, session.taskId)) ?? session;
  if (isActive(now, parts.clock.now()))
    return await show(parts, now, wordsFor(parts, interaction.actor), 'update');
  return {
    as: 'update',
    view: endedView(
      now,
      undefined,
      { words: wordsFor(parts, interaction.actor), rules: parts.rules },
      skipped,
    ),
  };
}

/** Takes a skip back while the nack has not gone out. */
async function undo(interaction: ActionInteraction, parts: Parts): Promise<Reply> {
  const session = await ownSession(parts, interaction.actor, interaction.subject);
  const t = wordsFor(parts, interaction.actor);
  const next = nextOrStop(t, customId('next', session.taskId, session.requested));
  if (session.state !== 'skipping' && session.state !== 'skipped') {
    return await show(parts, session, t, 'update');
  }
  if (await findSession(parts.db, interaction.actor.id, ['open'])) {
    return { as: 'update', view: notice(t('skip.other_open'), next) };
  }
  await takeBack(parts, session, interaction);
  const now = (await readSession(parts.db, session.taskId)) ?? session;
  if (isActive(now, parts.clock.now())) return await show(parts, now, t, 'update');
  return { as: 'update', view: notice(t('skip.too_late'), next) };
}

async function showAgain(
  interaction: ActionInteraction,
  parts: Parts,
  as: 'message' | 'update',
): Promise<Reply> {
  const session = await ownSession(parts, interaction.actor, interaction.subject);
  return await show(parts, session, wordsFor(parts, interaction.actor), as);
}

/** Ends a task with a nack that waits a while; false when another click was quicker. */
async function handOver(
  { db, clock, delivery }: Parts,
  session: Session,
  interaction: ActionInteraction,
): Promise<boolean> {
  const now = clock.now();
  const { taskId } = session;
  const skipped = await db.transaction().execute(async (tx) => {
    if (!(await holdFor(tx, taskId, interaction.id, ['open', 'returned']))) return false;
    await moveSession(tx, taskId, ['open', 'returned'], 'skipping', now);
    const body = { user: userOf(interaction.actor) };
    await enqueue(tx, { kind: 'nack', taskId, lane: taskId, body, notBefore: now + UNDO_MS }, now);
    return true;
  });
  if (skipped) delivery.wake();
  return skipped;
}

/** Withdraws the nack and opens the task again, unless it is too late for that. */
async function takeBack(
  { db, clock }: Parts,
  { taskId }: Session,
  interaction: ActionInteraction,
): Promise<void> {
  const now = clock.now();
  try {
    await db.transaction().execute(async (tx) => {
      if (!(await holdFor(tx, taskId, interaction.id, ['skipping']))) return;
      if (await withdrawNack(tx, taskId, now)) await moveSession(tx, taskId, ['skipping'], 'open', now);
    });
  } catch (error) {
    if (isUniqueViolation(error)) return; // another task was opened just now; the nack stays
    throw error;
  }
}
