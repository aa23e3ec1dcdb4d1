import type { Kysely, SelectQueryBuilder } from 'kysely';
import { isPostgres } from './dialect.ts';
import type { Schema } from './schema.ts';

/**
 * Locks what a query of one table finds, for the statement that takes it, and passes over rows that another process is
 * taking or changing just now: nobody waits for anybody. On SQLite statements take turns, and there is nothing to lock.
 */
export function skippingLocked<Table extends keyof Schema, Row>(
  db: Kysely<Schema>,
  query: SelectQueryBuilder<Schema, Table, Row>,
): SelectQueryBuilder<Schema, Table, Row> {
  return isPostgres(db) ? query.forUpdate().skipLocked() : query;
}
