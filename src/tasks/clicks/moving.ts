import type { ActionInteraction } from '../../discord/interaction.ts';
import { notice } from '../../discord/notice.ts';
import type { Reply } from '../../discord/reply.ts';
import { ownTask } from '../lifecycle.ts';
import { movedOn } from '../moved-on.ts';
import { begin } from '../next.ts';
import { type Parts, wordsFor } from '../parts.ts';
import { endTold } from '../session/change.ts';
import { isActive } from '../session/rules.ts';
import { startButton } from '../show/available.ts';
import { readType } from '../task-filter.ts';
import { taskAction } from './task-action.ts';

/** The buttons after a task: another one, or enough for now. */
export const moving = [
  taskAction('next', 'update', another, 'everybody'),
  taskAction('told', 'update', onward, 'everybody'),
  taskAction('stop', 'update', stop, 'everybody'),
];

async function another(interaction: ActionInteraction, parts: Parts): Promise<Reply> {
  const { actor, argument } = interaction;
  return await movedOn(interaction, parts, await begin(parts, actor, readType(argument)));
}

/** The one below an answer that came back without remedy: its author has been told. */
async function onward(interaction: ActionInteraction, parts: Parts): Promise<Reply> {
  const { session } = await ownTask(parts, interaction.actor, interaction.subject);
  const now = parts.clock.now();
  if (session.state === 'returned' && !isActive(session, now)) await endTold(parts.db, session, 'told', now);
  return await another(interaction, parts);
}

async function stop({ actor }: ActionInteraction, parts: Parts): Promise<Reply> {
  const words = wordsFor(parts, actor);
  return { as: 'update', view: notice(words('stopped'), [startButton(words)]) };
}
