import type { Db } from '../../../backend/db.ts';
import { CLIENT as SAMPLES } from '../../../backend/samples/names.ts';
import { inCampaigns, unknownCampaigns } from '../campaigns.ts';
import type { ExportFilter } from '../choice.ts';
import { chosenBy, noteElsewhere, timeOf } from '../elsewhere.ts';
import type { LeftOut } from '../left-out.ts';

/** Counts the summaries that their language, date or campaign keeps out of the choice. */
export async function countOtherSummaries(db: Db, choice: ExportFilter, leftOut: LeftOut): Promise<void> {
  leftOut.elsewhere.unknownCampaigns = await unknownCampaigns(db, choice.campaigns);
  const groups = await db
    .selectFrom('backend_summaries as summary')
    .innerJoin('backend_users as author', 'author.id', 'summary.user_id')
    .leftJoin('backend_tasks as task', 'task.id', 'summary.task_id')
    .select((eb) => [
      'summary.lang',
      'author.client',
      timeOf(eb.ref('summary.created_at'), choice).as('time'),
      eb.fn.min('summary.created_at').as('first'),
      eb.fn.max('summary.created_at').as('last'),
      chosenBy(inCampaigns(eb.ref('task.campaign_id'), choice.campaigns)).as('in_campaign'),
      eb.fn.countAll<number>().as('count'),
    ])
    .groupBy(['summary.lang', 'author.client', 'time', 'in_campaign'])
    .execute();
  for (const group of groups) {
    const isSample = group.client === SAMPLES && !choice.samples;
    noteElsewhere(leftOut.elsewhere, { ...group, count: Number(group.count), isSample }, choice.langs);
  }
}
