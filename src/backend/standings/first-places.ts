import type { FirstPlaces } from '../context.ts';
import type { Db } from '../db.ts';
import type { Pace } from '../pace.ts';
import { placesSince } from './recent.ts';

const KEPT_MS = 15 * 60_000;

/** How often they are to be refreshed, so that no draw has to wait for a count. */
export const FIRST_PLACES_EVERY_MS = 10 * 60_000;

/** Counts kept in memory: counting takes longer than everything else in a draw, and may be a little late. */
export function createFirstPlaces(now: () => number): FirstPlaces {
  let kept: { until: number; counts: ReadonlyMap<string, number> } | undefined;
  const keep = async (db: Db, since: number, pace: Pace) => {
    const until = now() + KEPT_MS;
    const counts = await count(db, since, pace);
    kept = { until, counts };
    return counts;
  };
  return {
    async of(db, since) {
      return kept && now() < kept.until ? kept.counts : keep(db, since, atOnce);
    },
    async refresh(db, since, pace) {
      await keep(db, since, pace);
    },
  };
}

const FIRST = 0;
const atOnce: Pace = async () => {}; // in the transaction of a draw, for which everybody waits

async function count(db: Db, since: number, pace: Pace) {
  const counts = new Map<string, number>();
  for await (const places of placesSince(db, { since, last: FIRST }, pace))
    for (const { user_id } of places) counts.set(user_id, (counts.get(user_id) ?? 0) + 1);
  return counts;
}
