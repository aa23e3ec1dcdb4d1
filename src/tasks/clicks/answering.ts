import type { ActionInteraction } from '../../discord/interaction.ts';
import type { Reply, ReplyHandle } from '../../discord/reply.ts';
import { changeDraft, readDraft } from '../../store/drafts.ts';
import { enqueue } from '../../store/outbox.ts';
import { bindMessage, holdFor, moveSession, readSession, type Session } from '../../store/sessions.ts';
import { interactionOf } from '../delivery/interaction.ts';
import type { AnyKind } from '../kind.ts';
import { draftOf, kindOf } from '../kinds.ts';
import { cardUsed, keepPlace, ownSession, show } from '../lifecycle.ts';
import { type Parts, userOf, wordsFor } from '../parts.ts';
import { activeView, endedView, isActive, lateView } from '../show/ended.ts';
import { refreshCard } from '../show/refresh.ts';
import { taskAction } from './task-action.ts';

/** How long a person is kept waiting for the backend before they are told that their answer is safe. */
const PATIENCE_MS = 8_000;

/** The buttons and modals with which answers are given, changed and sent. */
export const answering = [
  taskAction('ask', 'never', ask),
  taskAction('fill', 'update', fill),
  taskAction('choose', 'update', choose),
  taskAction('submit', 'update', submit),
];

/** Opens a form, filled with what there is. */
async function ask(interaction: ActionInteraction, parts: Parts): Promise<Reply> {
  const session = await ownSession(parts, interaction.actor, interaction.subject);
  const words = wordsFor(parts, interaction.actor);
  const kind = kindOf(session.task.type);
  if (!isActive(session, parts.clock.now()) || !kind.form) {
    return await show(parts, session, words, 'update');
  }
  await cardUsed(parts, session, interaction.id);
  const draft = draftOf(kind, await readDraft(parts.db, session.taskId));
  return {
    as: 'modal',
    modal: kind.form({ ...session, draft, words, rules: parts.rules }, interaction.argument, parts.nonce()),
  };
}

type Change = (kind: AnyKind, session: Session, draft: unknown) => unknown;

/** Keeps what was entered, then shows where that leads. What comes too late is given back. */
async function enter(interaction: ActionInteraction, parts: Parts, change: Change): Promise<Reply> {
  const session = await ownSession(parts, interaction.actor, interaction.subject);
  const words = wordsFor(parts, interaction.actor);
  const kind = kindOf(session.task.type);
  const changed = (stored: unknown) => change(kind, session, draftOf(kind, stored));
  if (isActive(session, parts.clock.now())) {
    await cardUsed(parts, session, interaction.id);
    const draft = await keep(parts, session.taskId, interaction.id, changed);
    if (draft !== undefined)
      return { as: 'update', view: activeView(session, draft, { words, rules: parts.rules }) };
  }
  const now = (await readSession(parts.db, session.taskId)) ?? session;
  if (isActive(now, parts.clock.now())) return await show(parts, now, words, 'update');
  const late = changed(await readDraft(parts.db, session.taskId));
  return { as: 'update', view: lateView(now, late, { words, rules: parts.rules }) };
}

function fill(interaction: ActionInteraction, parts: Parts): Promise<Reply> {
  const { argument, fields } = interaction;
  return enter(
    interaction,
    parts,
    (kind, { task }, draft) => kind.fill?.(task, draft, argument, fields) ?? draft,
  );
}

function choose(interaction: ActionInteraction, parts: Parts): Promise<Reply> {
  const choice = interaction.values[0] ?? interaction.argument;
  return enter(interaction, parts, (kind, { task }, draft) => kind.choose?.(task, draft, choice) ?? draft);
}

/** Sends the answer: kept for good in one step with the task's new state, and then brought to the backend. */
async function submit(interaction: ActionInteraction, parts: Parts): Promise<Reply> {
  const session = await ownSession(parts, interaction.actor, interaction.subject);
  const words = wordsFor(parts, interaction.actor);
  const kind = kindOf(session.task.type);
  const draft = draftOf(kind, await readDraft(parts.db, session.taskId));
  if (!isActive(session, parts.clock.now()) || !kind.isSendable(session.task, draft, parts.rules)) {
    return await show(parts, session, words, 'update');
  }
  const sent = await commit(parts, session, kind, interaction);
  const now = sent
    ? await deliverNow(parts, session)
    : ((await readSession(parts.db, session.taskId)) ?? session);
  if (isActive(now, parts.clock.now())) return await show(parts, now, words, 'update');
  return {
    as: 'update',
    view: endedView(now, sent ? sent.draft : draft, { words, rules: parts.rules }, sent !== undefined),
    shown: (handle) => sentShown(parts, now, interaction, handle),
  };
}

/**
 * Brings the answer there while its person looks on; late news then come with the reply to their click. A database that
 * fails from here on does not take back what it has taken.
 */
async function deliverNow(parts: Parts, session: Session): Promise<Session> {
  const { taskId } = session;
  parts.awaited.add(taskId);
  try {
    await withinPatience(parts, parts.delivery.deliver(taskId));
    return (await readSession(parts.db, taskId)) ?? session;
  } catch (error) {
    parts.log.error({ err: error, task: taskId }, 'an answer is kept, but could not be delivered at once');
    return { ...session, state: 'sending' };
  } finally {
    parts.awaited.delete(taskId);
  }
}

/** Changes what has been entered, and gives it; undefined when the task ended, or was changed later, just before. */
async function keep<T>(
  { db, clock }: Parts,
  taskId: string,
  interactionId: string,
  change: (stored: unknown) => T,
): Promise<T | undefined> {
  return await db.transaction().execute(async (tx) => {
    if (!(await holdFor(tx, taskId, interactionId, ['open', 'returned']))) return undefined;
    return await changeDraft(tx, taskId, clock.now(), change);
  });
}

/**
 * Writes the answer down once, as it is at that moment, and gives it; undefined when it has been sent, skipped or ended
 * by another click, or cannot be sent any more.
 */
async function commit(
  { db, clock, rules }: Parts,
  session: Session,
  kind: AnyKind,
  interaction: ActionInteraction,
): Promise<{ draft: unknown } | undefined> {
  const now = clock.now();
  const { taskId, task, lang } = session;
  return await db.transaction().execute(async (tx) => {
    if (!(await holdFor(tx, taskId, interaction.id, ['open', 'returned']))) return undefined;
    const draft = draftOf(kind, await readDraft(tx, taskId));
    if (!kind.isSendable(task, draft, rules)) return undefined;
    await moveSession(tx, taskId, ['open', 'returned'], 'sending', now, { refusal_code: null });
    // a card whose showing we did not live to see has no ack yet
    const message_id = await bindMessage(tx, taskId, interaction.id, now);
    if (message_id !== undefined) {
      await enqueue(tx, { kind: 'ack', taskId, lane: taskId, body: { message_id } }, now);
    }
    const messageId = (await readSession(tx, taskId))?.messageId ?? interaction.id;
    const ids = { messageId, userMessageId: interaction.id, lang, user: userOf(interaction.actor) };
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
async function sentShown(
  parts: Parts,
  session: Session,
  interaction: ActionInteraction,
  handle: ReplyHandle,
): Promise<void> {
  if (session.state !== 'sending') return;
  await keepPlace(parts, session.taskId, interaction.actor.locale, handle);
  const now = await readSession(parts.db, session.taskId);
  if (now && now.state !== 'sending') await refreshCard(parts, session.taskId);
}
