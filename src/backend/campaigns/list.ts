import type { Campaign, CampaignProgress } from '../../oasst/campaigns.ts';
import { remembered } from '../../remembered.ts';
import type { Backend } from '../context.ts';
import { inTurns, type Pace } from '../pace.ts';
import { acceptedIn } from './read.ts';
import { campaignOf } from './row.ts';

/** How long one count is good enough. */
const FRESH_MS = 60_000;

/** All campaigns, the newest first; how far they are is counted at most once a minute, however often it is asked for. */
export function keepCampaigns(backend: Backend): (withProgress: boolean) => Promise<Campaign[]> {
  const progress = remembered(FRESH_MS, backend.now, () => countProgress(backend));
  return async (withProgress) => {
    const rows = await backend.db
      .selectFrom('backend_campaigns')
      .selectAll()
      .orderBy('created_at', 'desc')
      .orderBy('id')
      .execute();
    if (!withProgress) return rows.map((row) => campaignOf(row));
    const counted = await progress();
    return rows.map((row) => campaignOf(row, counted.get(row.id) ?? { trees: {}, messages: 0 }));
  };
}

async function countProgress(
  { db }: Backend,
  pace: Pace = inTurns,
): Promise<ReadonlyMap<string, CampaignProgress>> {
  const rows = await db
    .selectFrom('backend_trees')
    .select(({ fn }) => ['campaign_id', 'state', fn.countAll<number>().as('count')])
    .where('campaign_id', 'is not', null)
    .groupBy(['campaign_id', 'state'])
    .execute();
  const counted = new Map<string, CampaignProgress>();
  for (const [id, states] of Map.groupBy(rows, ({ campaign_id }) => campaign_id)) {
    if (id === null) continue;
    await pace();
    const trees = Object.fromEntries(states.map(({ state, count }) => [state, Number(count)]));
    counted.set(id, { trees, messages: await acceptedIn(db, id) });
  }
  return counted;
}
