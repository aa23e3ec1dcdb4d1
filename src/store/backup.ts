import { chmod, link, open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Kysely, sql } from 'kysely';
import { z } from 'zod';
import { StoreError } from './errors.ts';
import { exists } from './exists.ts';
import { explainSqlite } from './explain.ts';
import { makeFolder } from './folder.ts';
import { identityOf, writeMark } from './mark.ts';
import { refuseNewer } from './migrate.ts';
import { migrations } from './migrations/index.ts';
import type { Schema } from './schema.ts';
import { NodeSqliteDialect, openSqliteFile } from './sqlite.ts';
import { vacuum } from './vacuum.ts';

/**
 * Writes a copy of a database as it stands at one moment, while others may go on with it. The file is there whole or not
 * at all, for this user alone.
 * @throws StoreError where there is no database, the file is there already, or it cannot be written
 */
export async function backUp(dataDir: string, file: string): Promise<void> {
  const source = join(dataDir, 'bot.sqlite');
  if (!(await exists(source))) throw new StoreError(`There is no database ${source}.`);
  if (await exists(file)) throw new StoreError(`${file} is there already: choose another name.`);
  const unfinished = `${file}.unfinished`;
  const remove = async () => {
    for (const part of ['', '-journal']) await rm(unfinished + part, { force: true }); // both have texts
  };
  try {
    await remove();
    await vacuum({ file: source, into: unfinished });
    await chmod(unfinished, 0o600);
    await toDisk(unfinished);
    await rename(unfinished, file);
    await toDisk(dirname(file));
  } catch (error) {
    await remove();
    throw explainSqlite(error, file);
  }
}

/**
 * Puts a backup in the place of a database, which stays beside it under the name that is given. Whatever happens
 * half-way, one of the two is there as a whole.
 * @throws StoreError when the backup is none of ours or is damaged, or when anybody uses the database
 */
export async function restore(dataDir: string, backup: string, now: number): Promise<string | undefined> {
  if (!(await exists(backup))) throw new StoreError(`There is no file ${backup}.`);
  await makeFolder(dataDir);
  const target = join(dataDir, 'bot.sqlite');
  const fresh = `${target}.restoring`;
  try {
    await rm(fresh, { force: true });
    const id = await checkedCopy(backup, fresh);
    const aside = (await exists(target)) ? await setAside(target, now) : undefined;
    await rename(fresh, target);
    await toDisk(dataDir);
    await writeMark(target, id);
    return aside;
  } catch (error) {
    await rm(fresh, { force: true });
    throw error instanceof StoreError ? error : explainSqlite(error, target);
  }
}

/** Copies a backup that is whole and ours, and gives the id of its database. */
async function checkedCopy(backup: string, fresh: string): Promise<string> {
  try {
    return await readingOnly(backup, async (db) => {
      const { rows } = await sql<{ integrity_check: string }>`pragma integrity_check(1)`.execute(db);
      if (rows[0]?.integrity_check !== 'ok') throw new StoreError(`The backup ${backup} is damaged.`);
      if (!(await isOurs(db))) throw new StoreError(`${backup} is no database of this bot.`);
      await refuseNewer(db, migrations, undefined);
      await sql`vacuum into ${fresh}`.execute(db);
      await chmod(fresh, 0o600);
      await toDisk(fresh);
      return await withDatabase(fresh, identityOf);
    });
  } catch (error) {
    throw error instanceof StoreError ? error : explainSqlite(error, backup);
  }
}

/** Writes all that a database holds, its log included, into a new file for this user alone; the database is only read. */
export async function vacuumInto(file: string, fresh: string): Promise<void> {
  await vacuum({ file, into: fresh, readOnly: true });
  await chmod(fresh, 0o600);
}

async function isOurs(db: Kysely<Schema>) {
  const tables = await db.introspection.getTables();
  return ['sessions', 'outbox', 'store_identity'].every((name) =>
    tables.some((table) => table.name === name),
  );
}

/** Gives the database that is there another name besides its own, once nobody uses it. */
async function setAside(target: string, now: number): Promise<string> {
  await withNobodyElse(target);
  const aside = join(
    dirname(target),
    `${basename(target)}.before-${new Date(now).toISOString().replaceAll(/[:.]/g, '-')}`,
  );
  await link(target, aside);
  // a log that could not be taken in belongs to the file it was written for
  for (const part of ['-wal', '-shm'])
    if (await exists(target + part)) await rename(target + part, aside + part);
  return aside;
}

/**
 * Takes what is in the log into the file itself, which SQLite does only for whoever is alone with it.
 * @throws StoreError when somebody else uses it
 */
async function withNobodyElse(file: string): Promise<void> {
  const database = new DatabaseSync(file, { timeout: 0 });
  try {
    const Mode = z.object({ journal_mode: z.string() });
    const mode = Mode.safeParse(database.prepare('pragma journal_mode = delete').get()).data?.journal_mode;
    if (mode !== 'delete') throw inUse(file);
  } catch (error) {
    if (error instanceof StoreError) throw error;
    const { errcode } = z.object({ errcode: z.number() }).partial().safeParse(error).data ?? {};
    if (errcode === 5 || errcode === 6) throw inUse(file); // of anything else that is wrong with it, a restore is the cure
  } finally {
    database.close();
  }
}

function inUse(file: string) {
  return new StoreError(`${file} is in use: stop the bot first, then restore.`);
}

async function withDatabase<T>(file: string, work: (db: Kysely<Schema>) => Promise<T>): Promise<T> {
  return await using(await openSqliteFile(file), work);
}

async function readingOnly<T>(file: string, work: (db: Kysely<Schema>) => Promise<T>): Promise<T> {
  return await using(new DatabaseSync(file, { readOnly: true }), work);
}

async function using<T>(file: DatabaseSync, work: (db: Kysely<Schema>) => Promise<T>): Promise<T> {
  const db = new Kysely<Schema>({ dialect: new NodeSqliteDialect(file) });
  try {
    return await work(db);
  } finally {
    await db.destroy();
  }
}

async function toDisk(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
