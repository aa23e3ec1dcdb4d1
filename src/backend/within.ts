import type { Db, Trx } from './db.ts';

/** Does some work in a transaction: in the one that `db` is, or else in one of its own. */
export function within<T>(db: Db, work: (trx: Trx) => Promise<T>): Promise<T> {
  return isTransaction(db) ? work(db) : db.transaction().execute(work);
}

function isTransaction(db: Db): db is Trx {
  return db.isTransaction;
}
