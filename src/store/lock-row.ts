import { PostgresAdapter, type Transaction } from 'kysely';
import type { Schema } from './schema.ts';

/**
 * Takes a row for this transaction: others that want it wait until the end, and see what was done. On SQLite there is
 * nothing to do, because every transaction has the whole file to itself from its first statement on.
 */
export async function lockRow(
  trx: Transaction<Schema>,
  table: 'backend_users' | 'backend_trees',
  id: string,
): Promise<void> {
  if (!locksRows(trx)) return;
  await trx.selectFrom(table).select('id').where('id', '=', id).forNoKeyUpdate().execute();
}

/** Whether a transaction shares the database with others, so that it must lock what it relies on. */
export function locksRows(trx: Transaction<Schema>): boolean {
  return trx.getExecutor().adapter instanceof PostgresAdapter;
}
