import { type RawBuilder, type SqlBool, sql } from 'kysely';

/** A place in a list by a key and then by id: that of its row. */
export type Place<Key> = { key: Key; id: string };

/**
 * The rows on one side of a place in a list by a key and then by id, as a condition. The key alone is said as well, so that
 * an index that begins with it serves.
 */
export function beyond<Key extends string | number>(
  columns: { key: string; id: string },
  side: '<' | '>',
  place: Place<Key>,
): RawBuilder<SqlBool> {
  const [key, id, than] = [sql.ref(columns.key), sql.ref(columns.id), sql.raw(side)];
  return sql<SqlBool>`(${key} ${than}= ${place.key} and (${key} ${than} ${place.key} or ${id} ${than} ${place.id}))`;
}
