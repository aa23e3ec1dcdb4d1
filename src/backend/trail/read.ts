import { beyond } from '../../store/beyond.ts';
import type { Db } from '../db.ts';
import { AUTOMATIC } from './actor.ts';
import type { ActRow } from './tables.ts';

/** A place in the trail: that of an act. */
export type TrailPlace = { at: number; id: string };

/** An act with whom it is about as front ends know them, and what the campaign is called. */
export type TrailRow = ActRow & {
  auth_method: string | null;
  username: string | null;
  campaign_name: string | null;
};

/** What people did, and calls with a key: the newest first, from behind a place on. */
export async function readTrail(db: Db, place: TrailPlace | undefined, most: number): Promise<TrailRow[]> {
  const all = db
    .selectFrom('backend_acts as act')
    .leftJoin('backend_users as user', 'user.id', 'act.user_id')
    .leftJoin('backend_campaigns', 'backend_campaigns.id', 'act.campaign_id')
    .selectAll('act')
    .select(['user.auth_method', 'user.username', 'backend_campaigns.name as campaign_name'])
    .where('act.actor', '!=', AUTOMATIC);
  const page = place
    ? all.where(beyond({ key: 'act.created_at', id: 'act.id' }, '<', { key: place.at, id: place.id }))
    : all;
  return await page.orderBy('act.created_at', 'desc').orderBy('act.id', 'desc').limit(most).execute();
}
