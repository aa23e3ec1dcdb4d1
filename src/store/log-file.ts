import { open } from 'node:fs/promises';

/** The file into which a database writes what is committed. */
export type LogFile = {
  /** Resolves when all that has been written to it is on the disk. */
  sync(): Promise<void>;
  close(): Promise<void>;
};

/**
 * Opens the write-ahead log of an SQLite file that is in use, which stays the same file for as long as that is open. SQLite
 * has no locks on it, so closing it gives none up, as closing the database's own files would (POSIX).
 */
export async function openLogFile(file: string): Promise<LogFile> {
  const log = await open(`${file}-wal`, 'r+'); // Windows flushes nothing that is only read
  return { sync: () => log.datasync(), close: () => log.close() };
}
