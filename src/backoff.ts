const FIRST_WAIT_MS = 2_000;
const LONGEST_WAIT_MS = 5 * 60_000;

/** How long to wait after so many attempts, in ms: exponential, at most 5 minutes, half of it left to chance so that a crowd spreads out. */
export function backoff(attempts: number, random: () => number): number {
  const full = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(attempts - 1, 20));
  return Math.round(full * (0.5 + 0.5 * random()));
}

/**
 * The longest pause between two attempts, in ms, whatever a server asks for. What claims to wait longer was written while
 * the machine's clock was wrong, and is due.
 */
export const LONGEST_PAUSE_MS = 60 * 60_000;

const TRIED_MS = 3 * 24 * 60 * 60_000;
const LEAST_ATTEMPTS = TRIED_MS / LONGEST_PAUSE_MS;

/**
 * Whether something has been tried for three days by the clock, and as often as that allows at the very least: a clock
 * that leaps ahead by days gives nothing up.
 */
export function wasTriedLongEnough(sinceMs: number, nowMs: number, attempts: number): boolean {
  return nowMs - sinceMs >= TRIED_MS && attempts >= LEAST_ATTEMPTS;
}
