import type { ActionInteraction } from '../../discord/interaction.ts';
import type { Reply } from '../../discord/reply.ts';
import { readDraft } from '../../store/drafts.ts';
import { ownSession } from '../lifecycle.ts';
import type { Parts } from '../parts.ts';
import { guideView, pageView } from '../show/reading.ts';
import { taskAction } from './task-action.ts';

/** The buttons for reading: the guidelines, and everything that does not fit on a card. */
export const reading = [
  taskAction('guide', 'message', guide),
  taskAction('read', 'message', (interaction, parts) => page(interaction, parts, 'message')),
  taskAction('page', 'update', (interaction, parts) => page(interaction, parts, 'update')),
];

async function guide({ actor, subject }: ActionInteraction, parts: Parts): Promise<Reply> {
  const { task } = await ownSession(parts, actor, subject);
  return { as: 'message', view: guideView(task.type, parts.translator.words(actor.locale)) };
}

async function page(
  { actor, subject, argument }: ActionInteraction,
  parts: Parts,
  as: 'message' | 'update',
): Promise<Reply> {
  const session = await ownSession(parts, actor, subject);
  const words = parts.translator.words(actor.locale);
  const stored = await readDraft(parts.db, session.taskId);
  return { as, view: pageView(session, stored, Number(argument) || 0, { words, rules: parts.rules }) };
}
