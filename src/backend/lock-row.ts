import { isPostgres } from '../store/dialect.ts';
import type { Trx } from './db.ts';

/**
 * Takes a row for this transaction: others that want it wait until the end, and see what was done. On SQLite there is
 * nothing to do, because every transaction has the whole file to itself from its first statement on.
 */
export async function lockRow(
  trx: Trx,
  table:
    | 'backend_acts'
    | 'backend_campaigns'
    | 'backend_standings'
    | 'backend_summaries'
    | 'backend_trees'
    | 'backend_users',
  id: string,
): Promise<void> {
  if (!isPostgres(trx)) return;
  await trx.selectFrom(table).select('id').where('id', '=', id).forNoKeyUpdate().execute();
}
