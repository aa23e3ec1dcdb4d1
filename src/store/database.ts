import { chmod, open, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { Kysely } from 'kysely';
import { explainFolder, explainSqlite } from './explain.ts';
import { makeFolder } from './folder.ts';
import { groupCommits } from './group-commits.ts';
import type { LogFile } from './log-file.ts';
import { keepMark, refuseLost } from './mark.ts';
import { migrate } from './migrate.ts';
import { migrations } from './migrations/index.ts';
import type { Schema } from './schema.ts';
import { type FileOptions, NodeSqliteDialect, openSqliteFile } from './sqlite.ts';

export type DatabaseSettings = {
  /** Folder of `bot.sqlite`, made when missing; `:memory:` for a database that lives as long as the connection. */
  dataDir: string;
  /** `postgres://…` instead of SQLite. */
  url?: string | undefined;
  /** How long to wait for a file that another process holds, or a server that does not answer, in ms; else 5 s. */
  patienceMs?: number | undefined;
  /** How much of an SQLite file is held in memory at most, in MiB; else 64. */
  cacheMiB?: number | undefined;
  log?: { warn(details: object, message: string): void };
  /** Has commits to an SQLite file taken to the disk in groups; see `onDisk`. Each waits for the disk itself, when left out. */
  groups?: GroupSettings | undefined;
};

export type GroupSettings = {
  /** Opens the log of a database's file. */
  openLog(file: string): Promise<LogFile>;
  /** Told once, when the disk did not take what was committed: what is written from then on is not safe. */
  failed(error: unknown): void;
};

/**
 * Opens the database and brings its schema up to date. The caller ends it with `destroy()`.
 * Throws StoreError, with one sentence to print, when it cannot be used; NewerSchema when a later version owns it.
 */
export async function openDatabase({
  dataDir,
  url,
  patienceMs,
  cacheMiB,
  log,
  groups,
}: DatabaseSettings): Promise<Kysely<Schema>> {
  if (url === undefined) return await openSqlite(dataDir, { patienceMs, cacheMiB }, groups);
  const { openPostgres } = await import('./postgres.ts'); // its driver is not loaded for SQLite
  return await openPostgres(url, (err) => log?.warn({ err }, 'a database connection broke'), patienceMs);
}

async function openSqlite(dataDir: string, options: FileOptions, groups: GroupSettings | undefined) {
  const { patienceMs } = options;
  const isFile = dataDir !== ':memory:';
  if (isFile) await makeDataFolder(dataDir);
  const file = isFile ? join(dataDir, 'bot.sqlite') : dataDir;
  let database: Kysely<Schema> | undefined;
  try {
    if (isFile) await ownFile(file);
    const opened = await openSqliteFile(file, options);
    database = new Kysely<Schema>({ dialect: new NodeSqliteDialect(opened, { patienceMs }) });
    if (isFile) await refuseLost(database, file);
    await migrate(database, migrations);
    if (!isFile) return database;
    if (groups) database = await inGroups(opened, file, patienceMs, groups);
    await keepMark(database, file);
    return database;
  } catch (error) {
    await database?.destroy();
    throw explainSqlite(error, file);
  }
}

/** A database that is open already, as one whose commits are taken to the disk in groups. */
async function inGroups(
  opened: DatabaseSync,
  file: string,
  patienceMs: number | undefined,
  { openLog, failed }: GroupSettings,
): Promise<Kysely<Schema>> {
  const commits = groupCommits(await openLog(file), failed);
  return new Kysely<Schema>({ dialect: new NodeSqliteDialect(opened, { patienceMs, commits }) });
}

async function makeDataFolder(folder: string) {
  try {
    await makeFolder(folder);
  } catch (error) {
    throw explainFolder(error, folder);
  }
}

/**
 * Makes the file if it is not there, and lets nobody else read it; its log and index get the same rights from SQLite. One
 * that is there is not opened: closing it would give up the locks of another connection of this process (POSIX).
 */
async function ownFile(file: string) {
  const known = await stat(file).catch(() => undefined);
  if (!known) return await (await open(file, 'ax', 0o600).catch(() => undefined))?.close(); // else SQLite says why not
  if (known.mode & 0o077 && known.uid === process.geteuid?.()) await chmod(file, 0o600);
}
