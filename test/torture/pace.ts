const TICK_MS = 10;
/** A tick counts for no more than this, however late it comes. */
const LONGEST_TICK_MS = 20;

/** The time that Discord's deadlines are kept by during a run. */
export type Pace = {
  /** Epoch milliseconds. */
  now(): number;
  /** Called after each tick. */
  onTick(work: () => void): void;
  stop(): void;
};

/**
 * Time that runs `slower` times slower than the computer's, and hardly at all while the computer is too busy to let
 * this process tick: so that Discord's three seconds measure the bot, and not the machine it shares with others.
 */
export function pace(slower: number): Pace {
  let time = Date.now();
  let last = performance.now();
  let onTick = () => {};
  const timer = setInterval(() => {
    const now = performance.now();
    time += Math.min(now - last, LONGEST_TICK_MS) / slower;
    last = now;
    onTick();
  }, TICK_MS);
  return {
    now: () => Math.floor(time),
    onTick(work) {
      onTick = work;
    },
    stop: () => clearInterval(timer),
  };
}
