import type { TimeFrame } from '../../oasst/stats.ts';
import type { Db } from '../db.ts';
import type { BoardName } from './tables.ts';

/** The board of a time frame: of one language, or of all. */
export function boardOf(frame: TimeFrame, lang?: string): BoardName {
  return lang === undefined ? frame : `${frame}:${lang}`;
}

/**
 * The id of the count of a board that was finished last, as a query. It belongs into the statement that reads the
 * scores: when another count is finished, those of the one before go.
 */
export function shownStandings(db: Db, board: BoardName) {
  return db
    .selectFrom('backend_standings')
    .select('backend_standings.id')
    .where('time_frame', '=', board)
    .where('edition', 'is not', null)
    .orderBy('edition', 'desc')
    .orderBy('id')
    .limit(1);
}

/** When the scores of a board were counted last (epoch ms); undefined before the first time. */
export async function lastCounted(db: Db, board: BoardName): Promise<number | undefined> {
  const row = await shownStandings(db, board).select('counted_at').executeTakeFirst();
  return row?.counted_at;
}
