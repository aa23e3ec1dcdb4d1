import { MOST_CAMPAIGNS, standingOf } from '../../oasst/campaigns.ts';
import { lookAlikeKey } from '../../oasst/look-alike.ts';
import type { Trx } from '../db.ts';
import type { CampaignRow } from './tables.ts';

/** Whether as many campaigns as there may be are neither ended nor over by their dates at `now`, epoch ms. */
export async function isFull(trx: Trx, now: number): Promise<boolean> {
  const { count } = await trx
    .selectFrom('backend_campaigns')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('ended_at', 'is', null)
    .where(({ or, eb }) => or([eb('closes_at', 'is', null), eb('closes_at', '>', now)]))
    .executeTakeFirstOrThrow();
  return Number(count) >= MOST_CAMPAIGNS;
}

/** Whether a campaign that was over would go on by a change although there are as many as there may be. */
export async function isOneTooMany(
  trx: Trx,
  before: CampaignRow,
  after: CampaignRow,
  now: number,
): Promise<boolean> {
  const goesOn = standingOf(before, now) === 'over' && standingOf(after, now) !== 'over';
  return goesOn && (await isFull(trx, now));
}

/** Whether a campaign has a name that looks like this one; its own, where it has an id, does not count. */
export async function isLookAlike(trx: Trx, name: string, own?: string): Promise<boolean> {
  const all = await trx.selectFrom('backend_campaigns').select(['id', 'name']).execute();
  const looks = lookAlikeKey(name);
  return all.some((one) => one.id !== own && lookAlikeKey(one.name) === looks);
}
