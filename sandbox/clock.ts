/** The sandbox's time. Every deadline (3 seconds, 15 minutes) is kept by it, and tests may move it. */
export type Clock = {
  /** Epoch milliseconds. */
  now(): number;
  /** Moves time forward and runs whatever has become due, in order. `advance(0)` only runs what is due. */
  advance(ms: number): void;
  /** Runs something once `now()` has reached a moment. Returns how to call it off. */
  at(moment: number, run: () => void): () => void;
  stop(): void;
};

type Entry = { moment: number; run: () => void };

/**
 * A clock over a source of time. Without one it follows the computer's clock and its own timer; with one (a test's)
 * nothing becomes due by itself, only in `advance`.
 */
export function makeClock(source?: () => number): Clock {
  const base = source ?? Date.now;
  const entries: Entry[] = []; // in order of their moments
  let offset = 0;
  let timer: NodeJS.Timeout | undefined;
  const now = () => base() + offset;

  function arm() {
    clearTimeout(timer);
    const next = entries[0];
    if (source || !next) return;
    timer = setTimeout(runDue, Math.max(0, next.moment - now()));
    timer.unref();
  }

  function runDue() {
    for (let next = entries[0]; next && next.moment <= now(); next = entries[0]) {
      entries.shift();
      next.run();
    }
    arm();
  }

  return {
    now,
    advance(ms) {
      offset += ms;
      runDue();
    },
    at(moment, run) {
      const entry = { moment, run };
      entries.splice(entries.findLastIndex((earlier) => earlier.moment <= moment) + 1, 0, entry);
      arm();
      return () => {
        const place = entries.indexOf(entry);
        if (place === -1) return;
        entries.splice(place, 1);
        arm();
      };
    },
    stop() {
      entries.length = 0;
      clearTimeout(timer);
    },
  };
}
