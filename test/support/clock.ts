import type { Clock } from '../../src/clock.ts';

/** A clock that stands still until a test moves it. */
export type TestClock = Clock & {
  /** Moves time on and runs what becomes due, in order. */
  advance(ms: number): void;
  /** In how many milliseconds the next thing becomes due; undefined when nothing waits. */
  next(): number | undefined;
};

/** After how long a queue that has something overdue is looked at again, in ms: as in `src/clock.ts`. */
const OVERDUE_MS = 50;
/** For how long that may stand still, in real ms. */
const STANDING_MS = 2_000;

/**
 * Starts at a fixed moment, so that nothing depends on when a test runs. `moved` is told after each move.
 *
 * One thing moves it besides: what is overdue already when it is planned, because something that was under way ended after
 * the test had moved time on, would stay so for ever.
 */
export function testClock(moved: () => void = () => {}): TestClock {
  let time = Date.parse('2026-03-01T12:00:00Z');
  let entries: { due: number; work: () => void }[] = [];
  const clock: TestClock = {
    now: () => time,
    after(ms, work) {
      const entry = { due: time + ms, work };
      entries = [...entries, entry].sort((a, b) => a.due - b.due);
      if (ms === OVERDUE_MS) letGo(entry);
      return {
        cancel() {
          entries = entries.filter((other) => other !== entry);
        },
      };
    },
    next: () => (entries[0] ? Math.max(0, entries[0].due - time) : undefined),
    advance(ms) {
      const end = time + ms;
      for (let next = entries[0]; next && next.due <= end; next = entries[0]) {
        entries.shift();
        time = Math.max(time, next.due);
        next.work();
      }
      time = end;
      moved();
    },
  };
  return clock;

  function letGo(entry: (typeof entries)[number]) {
    const isStill = () => entries.includes(entry);
    setTimeout(() => isStill() && clock.advance(Math.max(0, entry.due - time)), STANDING_MS).unref();
  }
}
