import { announce } from '../../store/webhooks.ts';
import type { Backend } from '../context.ts';
import type { Db, Trx } from '../db.ts';
import { lockRow } from '../lock-row.ts';
import { inTurns, type Pace } from '../pace.ts';
import { acceptedIn, findCampaign, finishedIn } from './read.ts';
import type { CampaignRow, WhyDone } from './tables.ts';

/** Tells owners' programs of campaigns whose last day is over, or that have what they were to reach; of each once. */
export async function tellDone(
  { db, now }: Pick<Backend, 'db' | 'now'>,
  pace: Pace = inTurns,
): Promise<void> {
  const going = await db
    .selectFrom('backend_campaigns')
    .selectAll()
    .where('ended_at', 'is', null)
    .where('told', 'is', null)
    .where(({ or, eb }) => or([eb('closes_at', '<=', now()), eb('goal', 'is not', null)]))
    .execute();
  for (const row of going) {
    await pace();
    if (await whyDone(db, row, now()))
      await db.transaction().execute((trx) => tellIfStill(trx, row.id, now()));
  }
}

/** Owners may have given it more to reach, or more time, since it was looked at; from here on they wait. */
async function tellIfStill(trx: Trx, id: string, now: number): Promise<void> {
  await lockRow(trx, 'backend_campaigns', id);
  const row = await findCampaign(trx, id);
  const why = row && (await whyDone(trx, row, now));
  if (why) await tell(trx, row, why, now);
}

/** Why a campaign that nobody has ended is done; undefined while it goes on. */
async function whyDone(db: Db, { id, closes_at, goal_of, goal }: CampaignRow, now: number) {
  if (closes_at !== null && closes_at <= now) return 'date';
  if (goal_of === null || goal === null) return undefined;
  const reached = goal_of === 'trees' ? await finishedIn(db, id) : await acceptedIn(db, id, goal);
  return reached >= goal ? 'goal' : undefined;
}

/** Notes that a campaign is done, in the transaction of what made it so; nothing happens where that was told before. */
export async function tell(
  trx: Trx,
  { id, name }: Pick<CampaignRow, 'id' | 'name'>,
  why: WhyDone,
  now: number,
): Promise<void> {
  const { numUpdatedRows } = await trx
    .updateTable('backend_campaigns')
    .set({ told: why })
    .where('id', '=', id)
    .where('told', 'is', null)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) return;
  const data = { campaign_id: id, name, reason: why };
  await announce(trx, { type: 'collection.campaign_ended', data }, now);
}
