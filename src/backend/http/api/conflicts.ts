import { z } from 'zod';
import { codes } from '../../../oasst/errors.ts';
import { RequestError } from '../../errors.ts';

const TRIES = 4;
const SQLITE_BUSY = 5; // the low byte of every busy code: https://www.sqlite.org/rescode.html

// https://www.postgresql.org/docs/current/errcodes-appendix.html: serialization_failure, deadlock_detected
const Postgres = z.object({ code: z.enum(['40001', '40P01']) });
const Sqlite = z.object({ code: z.literal('ERR_SQLITE_ERROR'), errcode: z.number() });

/**
 * Does `work`, and does it again when another transaction was in its way: what had been written by then was
 * undone.
 * @throws RequestError (503, 4) when that goes on, which tells a front end to come again
 */
export async function despiteConflicts<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work();
    } catch (error) {
      if (!isConflict(error)) throw error;
      if (tries === TRIES) throw new RequestError(503, codes.databaseConflict, 'The database is busy.');
    }
  }
}

function isConflict(error: unknown) {
  const sqlite = Sqlite.safeParse(error).data;
  if (sqlite) return (sqlite.errcode & 0xff) === SQLITE_BUSY;
  return Postgres.safeParse(error).success;
}
