import type { Clock } from '../../src/clock.ts';

/** A clock that stands still until a test moves it. */
export type TestClock = Clock & {
  /** Moves time on and runs what becomes due, in order. */
  advance(ms: number): void;
};

/** Starts at a fixed moment, so that nothing depends on when a test runs. `moved` is told after each move. */
export function testClock(moved: () => void = () => {}): TestClock {
  let time = Date.parse('2026-03-01T12:00:00Z');
  let entries: { due: number; work: () => void }[] = [];
  return {
    now: () => time,
    after(ms, work) {
      const entry = { due: time + ms, work };
      entries = [...entries, entry].sort((a, b) => a.due - b.due);
      return {
        cancel() {
          entries = entries.filter((other) => other !== entry);
        },
      };
    },
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
}
