/** How long each of many runs of the same thing took, in ms; `cpu` is the mean of the processor's time alone. */
export type Timing = { count: number; perSecond: number; p50: number; p99: number; cpu: number };

/** Collects durations by name. */
export type Stopwatch = {
  /** Runs `work` and notes under a name, which may depend on the result, how long it took; not if it throws. */
  time<T>(name: string | ((result: T) => string), work: () => Promise<T>): Promise<T>;
  /** Forgets what was noted so far, such as a warm-up. */
  reset(): void;
  timings(): Map<string, Timing>;
};

/** A stopwatch with nothing noted. */
export function createStopwatch(): Stopwatch {
  const runs = new Map<string, Run[]>();
  return {
    async time(name, work) {
      const cpu = process.cpuUsage(); // asking takes a while itself
      const begun = performance.now();
      const result = await work();
      const ms = performance.now() - begun;
      const { user, system } = process.cpuUsage(cpu);
      const run = { ms, cpuMs: (user + system) / 1_000 };
      const called = typeof name === 'string' ? name : name(result);
      const list = runs.get(called) ?? [];
      list.push(run);
      runs.set(called, list);
      return result;
    },
    reset: () => runs.clear(),
    timings: () => new Map(runs.entries().map(([name, list]) => [name, timingOf(list)])),
  };
}

type Run = { ms: number; cpuMs: number };

/** One after the other: per second is how many of these follow each other in a second. */
function timingOf(runs: readonly Run[]): Timing {
  const sorted = runs.map(({ ms }) => ms).sort((a, b) => a - b);
  const total = sorted.reduce((sum, ms) => sum + ms, 0);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return {
    count: sorted.length,
    perSecond: (1_000 * sorted.length) / total,
    p50: at(0.5),
    p99: at(0.99),
    cpu: runs.reduce((sum, { cpuMs }) => sum + cpuMs, 0) / runs.length,
  };
}
