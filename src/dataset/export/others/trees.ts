import type { Db } from '../../../backend/db.ts';
import { CLIENT as SAMPLES } from '../../../backend/samples/names.ts';
import { addTo } from '../../counting.ts';
import { inCampaigns, unknownCampaigns } from '../campaigns.ts';
import type { ExportFilter } from '../choice.ts';
import { chosenBy, noteElsewhere, timeOf } from '../elsewhere.ts';
import type { LeftOut } from '../left-out.ts';

/** Counts the trees that their language, date, campaign or state keeps out of the choice; each for the first of these. */
export async function countOtherTrees(db: Db, choice: ExportFilter, leftOut: LeftOut): Promise<void> {
  const { campaigns, langs, states, samples } = choice;
  leftOut.elsewhere.unknownCampaigns = await unknownCampaigns(db, choice.campaigns);
  const groups = await db
    .selectFrom('backend_trees as tree')
    .innerJoin('backend_messages as prompt', 'prompt.id', 'tree.id')
    .innerJoin('backend_users as author', 'author.id', 'prompt.user_id')
    .select((eb) => [
      'tree.state',
      'tree.lang',
      'author.client',
      timeOf(eb.ref('prompt.created_at'), choice).as('time'),
      eb.fn.min('prompt.created_at').as('first'),
      eb.fn.max('prompt.created_at').as('last'),
      chosenBy(inCampaigns(eb.ref('tree.campaign_id'), campaigns)).as('in_campaign'),
      eb.fn.countAll<number>().as('count'),
    ])
    .groupBy(['tree.state', 'tree.lang', 'author.client', 'time', 'in_campaign'])
    .execute();
  for (const group of groups) {
    const count = Number(group.count);
    const isSample = group.client === SAMPLES && !samples;
    if (noteElsewhere(leftOut.elsewhere, { ...group, count, isSample }, langs)) continue;
    if (states.includes(group.state)) continue;
    if (isSample) leftOut.sampleStates += count;
    else addTo(leftOut.states, group.state, count);
  }
}
