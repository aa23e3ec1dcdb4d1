import type { Fault, FaultBehaviour } from '../../sandbox/rest/faults.ts';
import type { TestClock } from './clock.ts';
import { waitFor } from './wait-for.ts';

/** The calls with which the bot answers people. */
export const calls = {
  callback: { method: 'POST', route: '/interactions/:id/:token/callback' },
  edit: { method: 'PATCH', route: '/webhooks/:application/:token/messages/:message' },
  find: { method: 'GET', route: '/webhooks/:application/:token/messages/:message' },
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

/** The bot never pauses for longer between two attempts at a call to Discord. */
const LONGEST_PAUSE_MS = 3_200;
/** Nor looks for longer into what others left. */
const LONGEST_ROUND_MS = 30_000;

/**
 * Passes time until something holds, from one pause of the bot's to the next. How much passes does not depend on how
 * long anything takes: while nothing pauses, none does, nor while calls are under way where that is told.
 */
export async function passTime(
  clock: TestClock,
  holds: () => unknown,
  isCalling: () => boolean = () => false,
): Promise<void> {
  await passing(clock, holds, { isCalling, longestMs: LONGEST_PAUSE_MS });
}

/**
 * Passes time until something holds, from one thing that is due within 30 s to the next. None passes while calls are under
 * way, however long these take: else what is leased for a minute would be taken for lost.
 */
export async function passQuietTime(
  clock: TestClock,
  holds: () => unknown,
  isCalling: () => boolean,
): Promise<void> {
  await passing(clock, holds, { isCalling, longestMs: LONGEST_ROUND_MS });
}

async function passing(
  clock: TestClock,
  holds: () => unknown,
  { isCalling, longestMs }: { isCalling: () => boolean; longestMs: number },
): Promise<void> {
  await waitFor(() => {
    if (holds()) return true;
    const pause = clock.next();
    if (!isCalling() && pause !== undefined && pause <= longestMs) clock.advance(pause);
    return false;
  });
}

/** Whether a fault has struck as often as it was told to. */
export function hasStruck(fault: Fault, times = 1): () => boolean {
  return () => fault.struck() >= times;
}
