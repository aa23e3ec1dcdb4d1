import { z } from 'zod';

// https://www.sqlite.org/rescode.html: SQLITE_CONSTRAINT_PRIMARYKEY, SQLITE_CONSTRAINT_UNIQUE
const Sqlite = z.object({ code: z.literal('ERR_SQLITE_ERROR'), errcode: z.literal([1555, 2067]) });
// https://www.postgresql.org/docs/current/errcodes-appendix.html: unique_violation
const Postgres = z.object({ code: z.literal('23505') });
const UniqueViolation = z.union([Sqlite, Postgres]);

/** True when a write was refused because a row with that primary key or unique value is already there. */
export function isUniqueViolation(error: unknown): boolean {
  return UniqueViolation.safeParse(error).success;
}
