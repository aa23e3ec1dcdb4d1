import { createHash } from 'node:crypto';
import { codes } from '../../oasst/errors.ts';
import { RequestError } from '../errors.ts';

export type Limit = { most: number; ms: number };

/** Counts requests in fixed windows that begin with the first one. */
export type Limiter = {
  /**
   * Counts one request of whoever `parts` name.
   * @throws RequestError (429) with the seconds left when the window is full
   */
  count(parts: readonly string[], limit: Limit): void;
  /** How many windows are remembered. */
  size(): number;
};

/** How many windows are remembered at most: some 20 MB. With more, the oldest are forgotten before they end. */
export const MOST_WINDOWS = 100_000;

type Window = { endsAt: number; count: number };

/**
 * A limiter in memory: it forgets at a restart, and each process counts for itself. What it keeps of a name is a hash, so
 * that a long one takes no more room than a short one, and windows that have ended go as new ones come.
 */
export function createLimiter(now: () => number): Limiter {
  const windows = new Map<string, Window>(); // the oldest first

  return {
    count(parts, { most, ms }) {
      const time = now();
      const bucket = hashOf(parts);
      const window = windowOf(bucket, time, ms);
      window.count += 1;
      if (window.count <= most) return;
      const seconds = Math.ceil((window.endsAt - time) / 1_000);
      throw new RequestError(
        429,
        codes.tooManyRequests,
        `Too Many Requests. Retry After ${seconds} seconds.`,
        seconds,
      );
    },
    size: () => windows.size,
  };

  function windowOf(bucket: string, time: number, ms: number): Window {
    const known = windows.get(bucket);
    if (known && known.endsAt > time && known.endsAt <= time + ms) return known; // not if the clock was set back
    windows.delete(bucket);
    makeRoom(time);
    const window = { endsAt: time + ms, count: 0 };
    windows.set(bucket, window);
    return window;
  }

  /** Forgets at most two windows that have ended for each that begins, so that no request pays for all of them. */
  function makeRoom(time: number) {
    let looked = 0;
    for (const [bucket, { endsAt }] of windows) {
      if (windows.size < MOST_WINDOWS && (looked === 2 || endsAt > time)) return;
      windows.delete(bucket);
      looked += 1;
    }
  }
}

function hashOf(parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
}
