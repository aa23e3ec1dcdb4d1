import { setImmediate as turn } from 'node:timers/promises';

/** How long the event loop was held at a stretch while something ran, in ms. */
export type Holds = {
  longest: number;
  p99: number;
  /** From the beginning to the end. */
  total: number;
};

/** Runs `work` and meanwhile goes round the event loop without a rest: each round takes as long as it is held. */
export async function holdsOf(work: () => Promise<void>): Promise<Holds> {
  const rounds: number[] = [];
  const begun = performance.now();
  const state = { running: true };
  const done = work().finally(() => {
    state.running = false;
  });
  for (let last = begun; state.running; ) {
    await turn();
    const now = performance.now();
    rounds.push(now - last);
    last = now;
  }
  await done;
  rounds.sort((a, b) => a - b);
  return {
    longest: rounds.at(-1) ?? 0,
    p99: rounds[Math.floor(rounds.length * 0.99)] ?? 0,
    total: performance.now() - begun,
  };
}
