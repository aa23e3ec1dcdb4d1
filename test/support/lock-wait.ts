import { type Kysely, sql, type Transaction } from 'kysely';
import { waitFor } from './wait-for.ts';

/**
 * On PostgreSQL: holds what `hold` changes in a transaction of its own, makes `call`, and lets go when that has come to
 * wait for it, in so many transactions (`waiters`); gives what the call gave. Fails when the call does not come to wait.
 */
export async function behindLock<Schema, T>(
  db: Kysely<Schema>,
  hold: (tx: Transaction<Schema>) => Promise<unknown>,
  call: () => Promise<T>,
  waiters = 1,
): Promise<T> {
  const waiting = sql<{ count: string }>`select count(*) as count from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock'`;
  let called: Promise<T> | undefined;
  await db.transaction().execute(async (tx) => {
    await hold(tx);
    called = call();
    called.catch(() => {}); // told below
    await waitFor(async () => Number((await waiting.execute(db)).rows[0]?.count) >= waiters);
  });
  if (!called) throw new Error('what was to be held was not');
  return await called;
}
