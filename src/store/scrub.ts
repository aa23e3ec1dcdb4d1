import { type Kysely, sql } from 'kysely';
import { isPostgres } from './dialect.ts';
import type { Schema } from './schema.ts';
import { vacuum } from './vacuum.ts';

/**
 * Writes an SQLite database anew, so that neither its file nor its log holds anything that was deleted; false when
 * somebody was reading and it is to be tried again. Others read meanwhile, and who writes
 * waits. PostgreSQL does that by itself, with its vacuum and as its log is reused.
 */
export async function scrub(db: Kysely<Schema>): Promise<boolean> {
  if (isPostgres(db)) return true;
  const file = await fileOf(db);
  if (file) return await vacuum({ file });
  await sql`vacuum`.execute(db); // in memory
  return true;
}

/**
 * Whether nobody reads an SQLite database any more as it was before now, such as a backup that is being made: it has what
 * has been deleted since it began. PostgreSQL's backups are made elsewhere.
 */
export async function nobodyReadsOlder(db: Kysely<Schema>): Promise<boolean> {
  if (isPostgres(db)) return true;
  const file = await fileOf(db);
  return file ? await vacuum({ file, onlyLog: true }) : true;
}

/** Where an SQLite database is; empty for one in memory. */
async function fileOf(db: Kysely<Schema>): Promise<string | undefined> {
  const { rows } = await sql<{ name: string; file: string }>`pragma database_list`.execute(db);
  return rows.find(({ name }) => name === 'main')?.file;
}
