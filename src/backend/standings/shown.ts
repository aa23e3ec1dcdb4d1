import type { TimeFrame } from '../../oasst/stats.ts';
import type { Db } from '../db.ts';

/**
 * The id of the count of a time frame that was finished last, as a query. It belongs into the statement that reads the
 * scores: when another count is finished, those of the one before go.
 */
export function shownStandings(db: Db, frame: TimeFrame) {
  return db
    .selectFrom('backend_standings')
    .select('backend_standings.id')
    .where('time_frame', '=', frame)
    .where('edition', 'is not', null)
    .orderBy('edition', 'desc')
    .orderBy('id')
    .limit(1);
}

/** When the scores of a time frame were counted last (epoch ms); undefined before the first time. */
export async function lastCounted(db: Db, frame: TimeFrame): Promise<number | undefined> {
  const row = await shownStandings(db, frame).select('counted_at').executeTakeFirst();
  return row?.counted_at;
}
