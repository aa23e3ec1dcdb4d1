import { type RawBuilder, sql } from 'kysely';
import { isPostgres } from '../../store/dialect.ts';
import type { Db } from '../db.ts';

/** The longest text that may be searched for, in UTF-16 units. */
export const SEARCH_LIMIT = 200;

/** True where a column holds `text` somewhere, whatever the case, in any script. */
export function contains(db: Db, column: string, text: string): RawBuilder<boolean> {
  const held = sql.ref(column);
  if (!isPostgres(db)) return sql<boolean>`contains_folded(${held}, ${text}) = 1`; // our own, see the SQLite dialect
  // ICU's collation, because a database may have been made with one that folds nothing but ASCII
  return sql<boolean>`strpos(lower(${held} collate "und-x-icu"), lower(cast(${text} as text) collate "und-x-icu")) > 0`;
}
