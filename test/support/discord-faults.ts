import { vi } from 'vitest';
import type { Fault, FaultBehaviour } from '../../sandbox/rest/faults.ts';
import type { TestClock } from './clock.ts';

/** The calls with which the bot answers people. */
export const calls = {
  callback: { method: 'POST', route: '/interactions/:id/:token/callback' },
  edit: { method: 'PATCH', route: '/webhooks/:application/:token/messages/:message' },
  followUp: { method: 'POST', route: '/webhooks/:application/:token' },
} as const;

/** Discord's refusals, by code. */
export const refusals = {
  10062: { status: 404, body: { code: 10062, message: 'Unknown interaction' } },
  10015: { status: 404, body: { code: 10015, message: 'Unknown Webhook' } },
  10008: { status: 404, body: { code: 10008, message: 'Unknown Message' } },
  50027: { status: 401, body: { code: 50027, message: 'Invalid Webhook Token' } },
  50035: { status: 400, body: { code: 50035, message: 'Invalid Form Body', errors: {} } },
} as const;

/** Ways for a call to go wrong once so that repeating it helps, or shows that it had worked. */
export const passingFaults: readonly (readonly [name: string, behaviour: FaultBehaviour])[] = [
  ['a 500', { status: 500 }],
  ['a 502 after it was carried out', { status: 502, seen: true }],
  ['a reset', { reset: true }],
  ['a reset after it was carried out', { reset: true, seen: true }],
  ['a 429', { status: 429, retryAfter: 0.01 }],
  ['three 503s', { status: 503, times: 3 }],
];

/** Moves time on in small steps until something holds, for pauses nobody can see the beginning of. */
export async function passTime(clock: TestClock, holds: () => unknown, stepMs = 100): Promise<void> {
  await vi.waitFor(
    () => {
      if (holds()) return;
      clock.advance(stepMs);
      throw new Error(`in vain: ${holds}`);
    },
    { timeout: 5_000, interval: 5 },
  );
}

/** Whether a fault has struck as often as it was told to. */
export function hasStruck(fault: Fault, times = 1): () => boolean {
  return () => fault.struck() >= times;
}
