import { type RawBuilder, sql } from 'kysely';
import { LONGEST_PAUSE_MS } from '../backoff.ts';

/**
 * Whether a row may be taken at `now` (epoch ms): the time in `column` has come, or is farther away than anything ever
 * waits, because it was written while the machine's clock was wrong.
 */
export function hasCome(
  column: 'not_before' | 'leased_until' | 'deciding_until',
  now: number,
): RawBuilder<boolean> {
  const time = sql.ref(column);
  return sql<boolean>`(${time} <= ${now} or ${time} - ${sql.lit(LONGEST_PAUSE_MS)} > ${now})`;
}
