import type { ActionInteraction } from '../../discord/interaction.ts';
import type { Reply } from '../../discord/reply.ts';
import { nearestText } from '../../locales/nearest-text.ts';
import { ownTexts } from '../../store/own-texts.ts';
import { kindOf } from '../kinds.ts';
import { ownTask, show } from '../lifecycle.ts';
import { type Parts, wordsFor } from '../parts.ts';
import { isReadable } from '../session/session.ts';
import { guideView, pageView } from '../show/reading.ts';
import { taskAction } from './task-action.ts';

/** The buttons for reading: the guidelines, and everything that does not fit on a card. */
export const reading = [
  taskAction('guide', 'update', guide),
  taskAction('read', 'update', (interaction, parts) => page(interaction, parts, 'message')),
  taskAction('page', 'update', (interaction, parts) => page(interaction, parts, 'update')),
];

async function guide({ actor, subject }: ActionInteraction, parts: Parts): Promise<Reply> {
  const own = await ownTask(parts, actor, subject);
  const words = wordsFor(parts, actor);
  if (!isReadable(own.session)) return await show(parts, own, words, 'update');
  const text = nearestText(await ownTexts(parts.db, 'guidelines'), actor.locale)?.text;
  return { as: 'update', view: guideView(own.session.task, words, text) };
}

async function page(
  { actor, subject, argument }: ActionInteraction,
  parts: Parts,
  as: 'message' | 'update',
): Promise<Reply> {
  const own = await ownTask(parts, actor, subject);
  const { session, stored } = own;
  const words = wordsFor(parts, actor);
  if (!isReadable(session)) return await show(parts, own, words, as);
  const view = pageView(session, stored, Number(argument) || 0, { words, rules: parts.rules });
  // what has its buttons in itself takes the card's place, and leads back to it
  const isReader = kindOf(session.task.type).types.some((type) => type.startsWith('rank_'));
  return { as: isReader ? 'update' : as, view };
}
