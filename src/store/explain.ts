import { join } from 'node:path';
import { z } from 'zod';
import { StoreError } from './errors.ts';

const Failure = z.object({
  code: z.string().optional(),
  errcode: z.number().optional(),
  message: z.string().optional(),
});

// the low byte of https://www.sqlite.org/rescode.html
const sqliteReasons: Record<number, string> = {
  5: 'is in use by another process and did not become free',
  6: 'is in use by another process and did not become free',
  8: 'cannot be written: the file, its folder or the disk is read-only for this user',
  10: 'cannot be read or written: the disk reports an error',
  11: 'is damaged: restore it from a backup',
  13: 'cannot grow: the disk is full',
  14: 'cannot be opened: it must be a file, in a folder, that this user may read and write',
  26: 'is not an SQLite database: restore it from a backup, or move it away to start anew',
};

const folderReasons: Record<string, string> = {
  EACCES: 'this user may not create it',
  EPERM: 'this user may not create it',
  EROFS: 'the disk is read-only',
  EEXIST: 'a file of that name is in the way',
  ENOTDIR: 'a part of the path is a file',
  ENOENT: 'nothing can be created there',
  ENOSPC: 'the disk is full',
};

// https://www.postgresql.org/docs/current/errcodes-appendix.html
const postgresReasons: Record<string, string> = {
  '28000': 'refuses this user: check the user name and the password in DATABASE_URL',
  '28P01': 'refuses this user: check the user name and the password in DATABASE_URL',
  '3D000': 'has no database of that name: create it first',
  '42501': 'does not let this user create tables: grant it CREATE on the schema',
  '3F000': 'has no schema for this user to create tables in',
  '25006':
    'is read-only: DATABASE_URL must lead to the server that takes writes, and its disk must have room',
  '53100': 'cannot grow: its disk is full',
  '53300': 'has no connection left',
  '57P03': 'is still starting or shutting down',
};

/** Says in one sentence why a database that was open before cannot be used any more. */
export function explainStore(
  error: unknown,
  { dataDir, url }: { dataDir: string; url?: string | undefined },
) {
  return url === undefined ? explainSqlite(error, join(dataDir, 'bot.sqlite')) : explainPostgres(error, url);
}

/** Says in one sentence why an SQLite file cannot be used. */
export function explainSqlite(error: unknown, file: string): StoreError {
  const { errcode, message } = parse(error);
  const reason = sqliteReasons[(errcode ?? 0) & 0xff] ?? `cannot be used: ${message}`;
  return asStoreError(error, `The database ${file} ${reason}.`);
}

/**
 * Says in one sentence why a database that is open, or a temporary SQLite file, cannot be used any more, without where it is;
 * undefined for all else.
 */
export function explainFault(error: unknown): StoreError | undefined {
  const { code, errcode } = parse(error);
  const isSqlite = code === 'ERR_SQLITE_ERROR';
  const reason = isSqlite ? sqliteReasons[(errcode ?? 0) & 0xff] : postgresReasons[code ?? ''];
  return reason === undefined ? undefined : asStoreError(error, `The database ${reason}.`);
}

/** Says in one sentence why the folder of the SQLite file cannot be made. */
export function explainFolder(error: unknown, folder: string): StoreError {
  const { code, message } = parse(error);
  return asStoreError(
    error,
    `The data folder ${folder} cannot be used: ${folderReasons[code ?? ''] ?? message}.`,
  );
}

/** Says in one sentence why a PostgreSQL server cannot be used, naming where it is and never the password. */
export function explainPostgres(error: unknown, url: string): StoreError {
  const { code, message } = parse(error);
  const reason = postgresReasons[code ?? ''] ?? unreachable(code, message) ?? `cannot be used: ${message}`;
  return asStoreError(error, `PostgreSQL at ${placeOf(url)} ${reason}.`);
}

function unreachable(code: string | undefined, message: string) {
  if (code !== undefined && /^E[A-Z_]+$/.test(code))
    return `cannot be reached (${code}): check that it runs, and DATABASE_URL`;
  if (/timeout/i.test(message)) return 'does not answer: check that it runs, and DATABASE_URL';
  return undefined;
}

function parse(error: unknown) {
  const { code, errcode, message } = Failure.safeParse(error).data ?? {};
  return { code, errcode, message: message || code || 'unknown reason' };
}

function asStoreError(cause: unknown, sentence: string) {
  return cause instanceof StoreError ? cause : new StoreError(sentence, { cause });
}

/** A PostgreSQL server and its database, without user and password. */
export function placeOf(url: string): string {
  if (!URL.canParse(url)) return 'the address in DATABASE_URL';
  const { host, pathname, searchParams } = new URL(url);
  return `${host || searchParams.get('host') || 'localhost'}${pathname}`;
}
