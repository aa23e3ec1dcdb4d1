import type { Context } from 'hono';
import { PlainError, RequestError, ValidationError } from '../errors.ts';
import { type Log, withoutTexts } from '../log.ts';

/** Turns whatever was thrown into one of the protocol's four error shapes. */
export function answerError(log: Log, error: unknown, c: Context): Response {
  if (error instanceof RequestError) {
    if (error.retryAfter !== undefined) c.header('Retry-After', String(error.retryAfter));
    return c.json({ error_code: error.code, message: error.message }, error.status);
  }
  if (error instanceof ValidationError) return c.json({ detail: error.faults }, 422);
  if (error instanceof PlainError) return c.json({ detail: error.message }, error.status);
  if (c.req.raw.signal.aborted) return c.body(null, 400); // nobody is there to be answered, and it is no fault of ours
  log.error({ ...withoutTexts(error), method: c.req.method, route: c.req.routePath }, 'the backend failed');
  return c.json({ message: 'INTERNAL_SERVER_ERROR', error_code: 0 }, 500);
}
