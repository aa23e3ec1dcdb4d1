import { RateLimitError } from '@discordjs/rest';
import type { Clock } from '../../clock.ts';
import { meaningOf, NotShown } from './not-shown.ts';

/**
 * How long to go on: no attempt begins at `until` (epoch ms by the clock) or later. None takes longer than `attemptMs`,
 * which is real time, as networks know no other.
 */
export type RetryLimits = { clock: Clock; until: number; attemptMs: number };

const PAUSES_MS = [0, 200, 400, 800, 1_600, 3_200];

/**
 * Makes a call to Discord until it works, is refused, or time is up; waits as long as a rate limit says. `attempt` must
 * bear being repeated after it succeeded unseen.
 * @throws NotShown
 */
export async function retryUntil<T>(
  { clock, until, attemptMs }: RetryLimits,
  attempt: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  let doubtful = false;
  for (let attempts = 1; clock.now() < until; attempts += 1) {
    try {
      return await once(attemptMs, attempt);
    } catch (error) {
      const meaning = meaningOf(error);
      if (meaning === 'taken' && doubtful) throw new NotShown('arrived', error);
      doubtful ||= meaning === 'unknown';
      if (meaning !== 'unknown' && meaning !== 'limited') throw new NotShown(meaning, error);
      const pause = pauseAfter(attempts, error);
      if (clock.now() + pause >= until) throw new NotShown(doubtful ? 'unknown' : 'limited', error);
      if (pause > 0) await new Promise<void>((resolve) => clock.after(pause, resolve));
    }
  }
  throw new NotShown(doubtful ? 'unknown' : 'over');
}

/** One attempt. Its signal is let go with it: listeners hold on to one that may still go off. */
async function once<T>(attemptMs: number, attempt: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const hanging = new AbortController();
  const timer = setTimeout(
    () => hanging.abort(new DOMException('No answer in time', 'TimeoutError')),
    attemptMs,
  );
  try {
    return await attempt(hanging.signal);
  } finally {
    clearTimeout(timer);
  }
}

function pauseAfter(attempts: number, error: unknown): number {
  const usual = PAUSES_MS[Math.min(attempts, PAUSES_MS.length) - 1] ?? 0;
  return error instanceof RateLimitError ? Math.max(usual, error.retryAfter) : usual;
}
