import { randomUUID } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { type Kysely, sql } from 'kysely';
import { z } from 'zod';
import { StoreError } from './errors.ts';
import { onDisk } from './on-disk.ts';
import type { Schema } from './schema.ts';

const Mark = z.object({ id: z.guid() });

/**
 * Refuses a new, empty file where a database was before, so that whoever lost theirs does not begin anew without a word.
 * @throws StoreError, with one sentence to print
 */
export async function refuseLost(db: Kysely<Schema>, file: string): Promise<void> {
  if (!(await readMark(file)) || !(await isEmpty(db))) return;
  throw new StoreError(
    `The database ${file} was here before and is gone or empty now. Restore it from a backup ` +
      `(npm run data -- restore FILE); or delete ${markOf(file)} to begin a new one.`,
  );
}

/** Sees to it that the mark beside a database's file names the database that is there. */
export async function keepMark(db: Kysely<Schema>, file: string): Promise<void> {
  const [mark, id] = [await readMark(file), await identityOf(db)];
  if (mark?.id !== id) await writeMark(file, id);
}

/** The file that says which database was here. */
export function markOf(file: string): string {
  return `${file}.mark`;
}

/** Says beside a database's file which database is there. */
export async function writeMark(file: string, id: string): Promise<void> {
  const fresh = `${markOf(file)}.${randomUUID()}`; // a name of one's own, because others may be at it too
  await writeFile(fresh, `${JSON.stringify({ id })}\n`, { mode: 0o600, flush: true });
  await rename(fresh, markOf(file));
}

/** The id that a database keeps for as long as it lives, and that its copies share; it is made when first asked for. */
export async function identityOf(db: Kysely<Schema>): Promise<string> {
  await db
    .insertInto('store_identity')
    .values({ one: 1, id: randomUUID(), probed_at: 0 })
    .onConflict((conflict) => conflict.column('one').doNothing())
    .execute();
  const { id } = await db.selectFrom('store_identity').select('id').executeTakeFirstOrThrow();
  return id;
}

/**
 * Writes to the database, so that a full disk or one that is read-only is noticed: true, or the error that keeps it from
 * taking anything. `now` is in epoch milliseconds.
 */
export async function takesWrites(db: Kysely<Schema>, now: number): Promise<true> {
  await db
    .insertInto('store_identity') // a server has no mark, so perhaps nobody has asked for its id before
    .values({ one: 1, id: randomUUID(), probed_at: now })
    .onConflict((conflict) => conflict.column('one').doUpdateSet({ probed_at: now }))
    .execute();
  await onDisk(db);
  return true;
}

/** Whether an SQLite file holds nothing. */
async function isEmpty(db: Kysely<Schema>): Promise<boolean> {
  const { rows } = await sql<{ tables: number }>`select count(*) as tables from sqlite_schema`.execute(db);
  return Number(rows[0]?.tables) === 0;
}

async function readMark(file: string) {
  try {
    return Mark.safeParse(JSON.parse(await readFile(markOf(file), 'utf8'))).data;
  } catch {
    return undefined; // there is none, or it was never finished
  }
}
