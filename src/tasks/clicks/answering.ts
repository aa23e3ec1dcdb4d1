import { isDeepStrictEqual } from 'node:util';
import type { ActionInteraction } from '../../discord/interaction.ts';
import type { Reply } from '../../discord/reply.ts';
import { changeDraft } from '../../store/drafts.ts';
import type { AnyKind } from '../kind.ts';
import { draftOf, kindOf } from '../kinds.ts';
import { canStillTakeBack, cardUsed, ownTask, show } from '../lifecycle.ts';
import { beginKeeping, type Parts, wordsFor } from '../parts.ts';
import { amend, holdDraft } from '../session/change.ts';
import { readUnderway, type Underway } from '../session/read.ts';
import { isActive } from '../session/rules.ts';
import { isReadable, type Session } from '../session/session.ts';
import { activeView, lateView } from '../show/ended.ts';
import { formView } from '../show/form.ts';
import { pageView } from '../show/reading.ts';
import { sendAtOnce, sendKept } from './at-once.ts';
import { beginLook, lookedAt } from './looking.ts';
import { submit } from './sending.ts';
import { taskAction } from './task-action.ts';

/** The buttons and modals with which answers are given, changed and sent. */
export const answering = [
  taskAction('ask', 'never', ask),
  taskAction('fill', 'update', fill),
  taskAction('choose', 'update', choose),
  taskAction('pick', 'update', pick),
  taskAction('submit', 'update', submit),
];

/** Opens a form, filled with what there is. */
async function ask(interaction: ActionInteraction, parts: Parts): Promise<Reply> {
  const own = await ownTask(parts, interaction.actor, interaction.subject);
  const { session, stored } = own;
  const words = wordsFor(parts, interaction.actor);
  if (!isReadable(session) || !isActive(session, parts.clock.now())) {
    return await show(parts, own, words, 'update');
  }
  const kind = kindOf(session.task.type);
  const scene = { ...session, draft: draftOf(kind, stored), words, rules: parts.rules };
  const modal = formView(kind, scene, interaction.argument, parts.nonce());
  if (!modal) return await show(parts, own, words, 'update');
  if (kind.toLookAt) parts.look.prepare();
  await cardUsed(parts, session, interaction.id);
  return { as: 'modal', modal };
}

type Change = (kind: AnyKind, session: Session, draft: unknown) => unknown;

/** Keeps what was entered, then shows where that leads. What comes too late is given back. */
async function enter(
  interaction: ActionInteraction,
  parts: Parts,
  change: Change,
  viewOf: typeof activeView = activeView,
): Promise<Reply> {
  const own = await ownTask(parts, interaction.actor, interaction.subject);
  const { session } = own;
  const words = wordsFor(parts, interaction.actor);
  if (!isReadable(session)) return await show(parts, own, words, 'update');
  const kind = kindOf(session.task.type);
  const context = { words, rules: parts.rules };
  const changed = (stored: unknown) => change(kind, session, draftOf(kind, stored));
  const sent = kind.toLookAt ? undefined : await sendAtOnce(interaction, parts, own, changed);
  if (sent) return sent;
  if (isActive(session, parts.clock.now())) {
    await cardUsed(parts, session, interaction.id);
    const begun = kind.toLookAt && beginLook(parts, session, changed(own.stored)); // while it is kept
    const kept = await keep(parts, { ...own, session }, interaction.id, changed);
    if (kept) {
      const onDisk = beginKeeping(parts); // while it is looked at
      const draft = await lookedAt(parts, session, kept.entered, begun);
      const sentNow = kind.toLookAt && (await sendKept(interaction, parts, own, draft));
      if (sentNow) return sentNow;
      const now = { ...session, isAmended: session.isAmended || kept.isAmended };
      const view = viewOf(now, draft, context);
      return { as: 'update', view, kept: draft === kept.entered ? onDisk : undefined };
    }
  }
  const now = (await readUnderway(parts.db, session.taskId)) ?? own;
  if (isActive(now.session, parts.clock.now())) return await show(parts, now, words, 'update');
  const canTakeBack = await canStillTakeBack(parts, now.session);
  return { as: 'update', view: lateView(now, changed(now.stored), context, { canTakeBack }) };
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

/** A choice made while reading, which goes on at the page it was made on. */
function pick(interaction: ActionInteraction, parts: Parts): Promise<Reply> {
  const [choice = '', page = ''] = interaction.argument.split('.');
  return enter(
    interaction,
    parts,
    (kind, { task }, draft) => kind.choose?.(task, draft, choice) ?? draft,
    (session, draft, context) => pageView(session, draft, Number(page) || 0, context),
  );
}

/**
 * Changes what has been entered, and gives it, with whether that amends an answer that came back; undefined when the task
 * ended, or was changed later, just before.
 */
async function keep(
  { db, clock }: Parts,
  own: Underway & { session: Session },
  interactionId: string,
  change: (stored: unknown) => unknown,
): Promise<{ entered: unknown; isAmended: boolean } | undefined> {
  const { taskId, state, task } = own.session;
  return await db.transaction().execute(async (tx) => {
    if (!(await holdDraft(tx, taskId, interactionId))) return undefined;
    const entered = await changeDraft(tx, taskId, clock.now(), change, own);
    const isAmended = state === 'returned' && isOther(kindOf(task.type), own.stored, entered);
    if (isAmended) await amend(tx, taskId);
    return { entered, isAmended };
  });
}

/** Whether something else is said now, and not the same looked at anew. */
function isOther(kind: AnyKind, stored: unknown, entered: unknown): boolean {
  const said = (draft: unknown) => (kind.toLookAt ? kind.toLookAt(draft) : draft);
  return !isDeepStrictEqual(said(draftOf(kind, stored)), said(entered));
}
