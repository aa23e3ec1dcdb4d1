import type { Context } from 'hono';
import type { Env } from './context.ts';
import type { FaultBehaviour } from './faults.ts';

/** Handles a request the way a fault says, or simply handles it when there is none. */
export async function strike(
  c: Context<Env>,
  fault: FaultBehaviour | undefined,
  handle: () => Promise<void>,
): Promise<void> {
  if (!fault) return handle();
  if ('until' in fault) {
    if (!fault.seen) await fault.until;
    await handle();
    if (fault.seen) await fault.until;
    return;
  }
  if (fault.seen) await handle();
  if ('reset' in fault) {
    c.env.outgoing.destroy();
    c.res = undefined;
    c.res = new Response(null, { status: 499 });
    return;
  }
  c.res = undefined;
  c.res = Response.json(fault.body ?? defaultBody(fault.status, fault.retryAfter), {
    status: fault.status,
    headers: { ...limited(fault.status, fault.retryAfter ?? 1), ...fault.headers },
  });
}

const defaultBody = (status: number, retryAfter = 1) =>
  status === 429
    ? { message: 'You are being rate limited.', retry_after: retryAfter, global: false }
    : { message: `${status}: sandbox fault`, code: 0 };

function limited(status: number, retryAfter: number): Record<string, string> {
  if (status !== 429) return {};
  return {
    'retry-after': String(retryAfter),
    'x-ratelimit-limit': '5',
    'x-ratelimit-remaining': '0',
    'x-ratelimit-reset-after': String(retryAfter),
    'x-ratelimit-scope': 'user',
  };
}
