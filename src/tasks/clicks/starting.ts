import type { ActionInteraction } from '../../discord/interaction.ts';
import type { Reply } from '../../discord/reply.ts';
import { UserError } from '../../locales/user-error.ts';
import { showAvailable } from '../available.ts';
import { chooseCampaign } from '../campaigns/choose.ts';
import { readCampaignValue } from '../campaigns/value.ts';
import { movedOn } from '../moved-on.ts';
import { begin } from '../next.ts';
import type { Parts } from '../parts.ts';
import { readFilter } from '../task-filter.ts';
import { taskAction } from './task-action.ts';

/** What gives a person a task of a kind they chose, as `/task` would, and shows what there is to choose from. */
export const starting = [
  taskAction('start', 'message', start, 'everybody'),
  taskAction('other', 'update', somethingElse, 'everybody'),
  taskAction('available', 'update', available, 'everybody'),
  taskAction('campaign', 'update', campaign, 'everybody'),
];

/** A task of the kind and in the language that the button names; any in their own when it names none. */
async function start({ actor, argument }: ActionInteraction, parts: Parts): Promise<Reply> {
  if (argument === '') return await begin(parts, actor, 'random');
  return await startWith(argument, actor, parts);
}

async function somethingElse(interaction: ActionInteraction, parts: Parts): Promise<Reply> {
  const { actor, argument, values } = interaction;
  const chosen = readCampaignValue(values[0]);
  if (chosen !== undefined) {
    await chooseCampaign(parts, actor, chosen);
    return await movedOn(interaction, parts, await begin(parts, actor, 'random'));
  }
  return await movedOn(interaction, parts, await startWith(`${values[0]}.${argument}`, actor, parts));
}

async function startWith(argument: string, actor: ActionInteraction['actor'], parts: Parts): Promise<Reply> {
  const filter = readFilter(argument);
  if (!filter) throw new UserError('problem.outdated');
  return await begin(parts, actor, filter.type, filter.lang);
}

async function available({ actor, values }: ActionInteraction, parts: Parts): Promise<Reply> {
  const filter = readFilter(`random.${values[0]}`);
  if (!filter) throw new UserError('problem.outdated');
  return await showAvailable(parts, actor, 'update', filter.lang);
}

/** What is open in the campaign that was chosen, or outside of any; the next tasks come from there. */
async function campaign({ actor, values }: ActionInteraction, parts: Parts): Promise<Reply> {
  const chosen = readCampaignValue(values[0]);
  if (chosen === undefined) throw new UserError('problem.outdated');
  await chooseCampaign(parts, actor, chosen);
  return await showAvailable(parts, actor, 'update');
}
