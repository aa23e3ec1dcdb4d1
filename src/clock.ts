/** Time, passed in so that tests can move it. */
export type Clock = {
  /** Epoch milliseconds. */
  now(): number;
  /** Runs `work` once after `ms`, unless cancelled; never keeps the process alive. */
  after(ms: number, work: () => void): { cancel(): void };
};

/** The machine's own time. */
export const systemClock: Clock = {
  now: Date.now,
  after(ms, work) {
    const timer = setTimeout(work, ms);
    timer.unref();
    return { cancel: () => clearTimeout(timer) };
  },
};
