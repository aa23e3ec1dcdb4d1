import { createReadStream } from 'node:fs';
import { open, rename, rm, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { Kysely, sql } from 'kysely';
import { z } from 'zod';
import { vacuumInto } from './backup.ts';
import { filesBelow } from './files-below.ts';
import { migrate } from './migrate.ts';
import { migrations } from './migrations/index.ts';
import type { Schema } from './schema.ts';
import { NodeSqliteDialect, openSqliteFile } from './sqlite.ts';

const HEADER = 'SQLite format 3\0';
const REWRITING = '.erasing';
const REMAINS = /\.erasing(?:\.clean)?(?:-wal|-shm|-journal)?$/;
// Of a database in use nothing is opened but by SQLite: whoever closes a file gives up all locks that their process has on
// it (POSIX), and other processes then take the database to be in nobody's hands.
const IN_USE = /(^bot\.sqlite|-wal|-shm|-journal)$/;
const CORRUPT = 11; // SQLITE_CORRUPT
const NOT_A_DATABASE = 26; // SQLITE_NOTADB

/**
 * Every file below a folder that is an SQLite database, but for those that programs work on: backups, what a restore has
 * set aside, what was rescued. What an earlier rewriting has left behind is deleted.
 */
export async function databaseCopies(folder: string): Promise<string[]> {
  const copies: string[] = [];
  for (const file of await filesBelow(folder)) {
    if (REMAINS.test(basename(file))) await rm(file, { force: true });
    else if (!IN_USE.test(basename(file)) && (await isDatabase(file))) copies.push(file);
  }
  return copies;
}

/** Whether one of some texts stands in a file, byte by byte, or in the log beside it. */
export async function holdsTrace(file: string, traces: readonly string[]): Promise<boolean> {
  const wanted = traces.map((trace) => Buffer.from(trace));
  const longest = Math.max(0, ...wanted.map(({ length }) => length));
  for (const part of [file, `${file}-wal`]) {
    let rest = Buffer.alloc(0);
    if (!(await stat(part).catch(() => undefined))) continue;
    for await (const chunk of createReadStream(part)) {
      const here = Buffer.concat([rest, chunk]);
      if (wanted.some((trace) => here.includes(trace))) return true;
      rest = here.subarray(Math.max(0, here.length - longest));
    }
  }
  return false;
}

/**
 * Changes a copy of a database: what `work` does to it, in the newest schema, and nothing that it deletes is left in the
 * file. Whatever happens half-way, the file is there as it was or as it is to be. One that is damaged is deleted, because
 * nobody could restore it, and one that is none of ours is left.
 */
export async function rewriteCopy(file: string, work: (db: Kysely<Schema>) => Promise<void>): Promise<void> {
  const fresh = file + REWRITING;
  const finished = `${fresh}.clean`;
  const remains = [fresh, `${fresh}-wal`, `${fresh}-shm`, finished];
  await remove(remains);
  try {
    if (!(await copied(file, fresh))) return await remove([file]);
    if (!(await rewritten(fresh, finished, work))) return;
    await toDisk(finished);
    await rename(finished, file);
    await remove([`${file}-wal`, `${file}-shm`]);
  } finally {
    await remove(remains);
  }
}

/** Writes a changed copy into a new file; false for a database that is none of ours. */
async function rewritten(
  fresh: string,
  finished: string,
  work: (db: Kysely<Schema>) => Promise<void>,
): Promise<boolean> {
  const database: DatabaseSync = await openSqliteFile(fresh);
  const db = new Kysely<Schema>({ dialect: new NodeSqliteDialect(database) });
  try {
    if (!(await isOurs(db))) return false;
    await migrate(db, migrations);
    await work(db);
    await sql`vacuum into ${finished}`.execute(db);
    return true;
  } finally {
    await db.destroy();
  }
}

async function remove(files: readonly string[]): Promise<void> {
  for (const file of files) await rm(file, { force: true });
}

/** False for a file that is damaged. */
async function copied(file: string, fresh: string): Promise<boolean> {
  try {
    await vacuumInto(file, fresh);
    return true;
  } catch (error) {
    const { errcode } = z.object({ errcode: z.number() }).partial().safeParse(error).data ?? {};
    if (errcode === CORRUPT || errcode === NOT_A_DATABASE) return false;
    throw error;
  }
}

async function isOurs(db: Kysely<Schema>): Promise<boolean> {
  const names = (await db.introspection.getTables()).map(({ name }) => name);
  return ['people', 'sessions', 'outbox'].every((name) => names.includes(name));
}

async function isDatabase(file: string): Promise<boolean> {
  const handle = await open(file, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEADER.length), 0, HEADER.length, 0);
    return bytesRead === HEADER.length && buffer.toString('latin1') === HEADER;
  } finally {
    await handle.close();
  }
}

async function toDisk(file: string): Promise<void> {
  const handle = await open(file, 'r+');
  try {
    await handle.chmod(0o600);
    await handle.sync();
  } finally {
    await handle.close();
  }
}
