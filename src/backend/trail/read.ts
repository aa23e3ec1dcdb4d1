import { beyond } from '../../store/beyond.ts';
import type { Db } from '../db.ts';
import { namesOf } from '../users/former-identities.ts';
import { AUTOMATIC } from './actor.ts';
import { Merged } from './before.ts';
import type { ActRow } from './tables.ts';

/** A place in the trail: that of an act. */
export type TrailPlace = { at: number; id: string };

/** An act with whom it is about as front ends know them, and what the campaign is called. */
export type TrailRow = ActRow & {
  auth_method: string | null;
  username: string | null;
  campaign_name: string | null;
  /** Into whose account theirs was merged, as front ends know them. */
  into: { auth_method: string; username: string } | null;
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
  const acts = await page.orderBy('act.created_at', 'desc').orderBy('act.id', 'desc').limit(most).execute();
  return await withMerged(db, acts);
}

/** Who was merged into whom: their accounts may have no names of their own any more. */
async function withMerged(db: Db, acts: readonly Omit<TrailRow, 'into'>[]): Promise<TrailRow[]> {
  const merges = new Map(
    acts.filter(({ act }) => act === 'merge').map(({ id, after }) => [id, intoIn(after)] as const),
  );
  const ids = acts.flatMap(({ id, user_id }) =>
    merges.has(id) ? [user_id ?? '', merges.get(id) ?? ''] : [],
  );
  const names = await namesOf(db, ids);
  return acts.map((act) => {
    if (!merges.has(act.id)) return { ...act, into: null };
    return { ...act, ...names.get(act.user_id ?? ''), into: names.get(merges.get(act.id) ?? '') ?? null };
  });
}

function intoIn(after: string): string | undefined {
  return Merged.safeParse(JSON.parse(after)).data?.into;
}
