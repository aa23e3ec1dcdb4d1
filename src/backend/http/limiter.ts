import { codes } from '../../oasst/errors.ts';
import { RequestError } from '../errors.ts';

export type Limit = { most: number; ms: number };

/** Counts requests in fixed windows that begin with the first one. */
export type Limiter = {
  /**
   * Counts one request in `bucket`.
   * @throws RequestError (429) with the seconds left when the window is full
   */
  count(bucket: string, limit: Limit): void;
};

const SWEEP_ABOVE = 10_000;

/** A limiter in memory: it forgets at a restart, and each process counts for itself. */
export function createLimiter(now: () => number): Limiter {
  const windows = new Map<string, { endsAt: number; count: number }>();

  return {
    count(bucket, { most, ms }) {
      const time = now();
      if (windows.size > SWEEP_ABOVE) sweep(time);
      const current = windows.get(bucket);
      const window = current && current.endsAt > time ? current : { endsAt: time + ms, count: 0 };
      window.count += 1;
      windows.set(bucket, window);
      if (window.count <= most) return;
      const seconds = Math.ceil((window.endsAt - time) / 1_000);
      throw new RequestError(
        429,
        codes.tooManyRequests,
        `Too Many Requests. Retry After ${seconds} seconds.`,
        seconds,
      );
    },
  };

  function sweep(time: number) {
    for (const [bucket, { endsAt }] of windows) if (endsAt <= time) windows.delete(bucket);
  }
}
