import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';

const Busy = z.object({ code: z.literal('ERR_SQLITE_ERROR'), errcode: z.number() });
const SQLITE_BUSY = 5; // the low byte of every busy code: https://www.sqlite.org/rescode.html
const PAUSE_MS = 10;

/**
 * Does `work` as soon as no other connection holds the file, trying for so many milliseconds without blocking the
 * process.
 * Throws SQLite's own error when the file stays busy, and every other error at once.
 */
export async function whenFree<T>(patienceMs: number, work: () => T | Promise<T>): Promise<T> {
  const giveUpAt = performance.now() + patienceMs;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!isBusy(error) || performance.now() > giveUpAt) throw error;
      await pause(PAUSE_MS);
    }
  }
}

function isBusy(error: unknown) {
  const { data } = Busy.safeParse(error);
  return data !== undefined && (data.errcode & 0xff) === SQLITE_BUSY;
}
