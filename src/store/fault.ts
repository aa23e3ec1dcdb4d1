import { z } from 'zod';
import { isUniqueViolation } from './unique-violation.ts';

/** `severity` is only in what the server of PostgreSQL says. */
const Failure = z.object({ code: z.string(), severity: z.string().optional() });

/** Node's names for a connection that failed, and PostgreSQL's classes of trouble that are not about the query. */
const connection = /^E[A-Z_]{3,}$/;
const passing = /^(08|25006|40|53|54|55|57|58|XX)/; // https://www.postgresql.org/docs/current/errcodes-appendix.html

/**
 * Whether the database could not do its work: it is full, read-only, locked, damaged or away. Only for errors of work
 * that touches nothing but the database, because a connection that failed does not say what it was for.
 */
export function isStoreFault(error: unknown): boolean {
  if (isUniqueViolation(error)) return false;
  const { code, severity } = Failure.safeParse(error).data ?? {};
  if (code === 'ERR_SQLITE_ERROR') return true;
  if (code !== undefined && severity !== undefined) return passing.test(code);
  if (code !== undefined && connection.test(code)) return true;
  return error instanceof Error && /timeout|terminated|connection/i.test(error.message);
}
