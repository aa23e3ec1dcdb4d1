import { type Kysely, sql } from 'kysely';

/** Asks the database for nothing in particular: true, or the error that keeps it from answering. */
export async function answers<T>(database: Kysely<T>): Promise<true> {
  await sql`select 1`.execute(database);
  return true;
}
