import { CompiledQuery, type Kysely, sql, type Transaction } from 'kysely';
import { isPostgres } from './dialect.ts';
import { commitsInGroups } from './on-disk.ts';
import type { Schema } from './schema.ts';

type Work<T> = (trx: Transaction<Schema>) => Promise<T>;

/**
 * A transaction whose end does not wait for the disk, as none does where commits are taken there in groups. It is seen by everybody at once and outlives the process, but a
 * power cut may undo it, as a whole, until the next ordinary transaction: that one takes everything before it to the
 * disk. For what can be asked for again; never for what a person has entered.
 */
export function transactLazily<T>(db: Kysely<Schema>, work: Work<T>): Promise<T> {
  if (isPostgres(db))
    return db.transaction().execute(async (trx) => {
      await sql`set local synchronous_commit = off`.execute(trx);
      return work(trx);
    });
  if (commitsInGroups(db)) return db.transaction().execute(work);
  return db.connection().execute(async (connection) => {
    await connection.executeQuery(lazy); // SQLite allows it between transactions only
    try {
      return await connection.transaction().execute(work);
    } finally {
      await connection.executeQuery(careful);
    }
  });
}

const lazy = CompiledQuery.raw('pragma synchronous = normal');
const careful = CompiledQuery.raw('pragma synchronous = full');
