import { type Kysely, sql } from 'kysely';
import { isPostgres } from './dialect.ts';
import type { Schema } from './schema.ts';

/**
 * Writes an SQLite database anew, so that neither its file nor its log holds anything that was deleted; false when
 * somebody was reading and it is to be tried again. PostgreSQL does that by itself, with its vacuum and as its log is reused.
 */
export async function scrub(db: Kysely<Schema>): Promise<boolean> {
  if (isPostgres(db)) return true;
  await sql`vacuum`.execute(db);
  const { rows } = await sql<{ busy: number }>`pragma wal_checkpoint(truncate)`.execute(db);
  return Number(rows[0]?.busy ?? 0) === 0;
}
