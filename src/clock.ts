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

/** How often a queue is asked for work that other processes have left, at least. */
const LOOK_EVERY_MS = 30_000;
/** How soon it is asked again when something is overdue already, so that a fault cannot spin. */
const SHORTEST_MS = 50;

export type RoundsParts = {
  clock: Clock;
  /** Begins what is due; a failure goes to `failed`, and the next round comes all the same. */
  look(): Promise<void>;
  failed(error: unknown): void;
  /**
   * When the next look is wanted, in epoch milliseconds; undefined when nothing waits, or when all places are taken and
   * the next one to become free will plan again.
   */
  nextDue(now: number): Promise<number | undefined> | undefined;
};

/** Looks into a queue in the database again and again. */
export type Rounds = {
  /** Looks from now on. */
  start(): void;
  /** Looks at once: there may be something new. Nothing before `start` or after `stop`. */
  wake(): void;
  /** Sets the time of the next look by what is due. Never throws. */
  plan(): Promise<void>;
  /** Ends looking, and waits for a look that is under way; what it has begun is the caller's to wait for. */
  stop(): Promise<void>;
};

/** Rounds over a queue, one look at a time: when its next item is due, and every 30 s at least. */
export function createRounds({ clock, look, failed, nextDue }: RoundsParts): Rounds {
  let timer: { cancel(): void } | undefined;
  let running = false;
  let round: Promise<void> = Promise.resolve();

  function arm(ms: number) {
    timer?.cancel();
    if (!running) return;
    timer = clock.after(ms, () => {
      round = round.then(look).catch(failed).then(plan);
    });
  }

  async function plan() {
    const now = clock.now();
    const next = await nextDue(now)?.catch(() => undefined);
    arm(next === undefined ? LOOK_EVERY_MS : Math.min(Math.max(next - now, SHORTEST_MS), LOOK_EVERY_MS));
  }

  return {
    start() {
      running = true;
      arm(0);
    },
    wake: () => arm(0),
    plan,
    async stop() {
      running = false;
      timer?.cancel();
      await round;
    },
  };
}

/** Waits for some work, but no longer than `ms`: undefined when that is over first. The work goes on. */
export async function within<T>(
  clock: Pick<Clock, 'after'>,
  ms: number,
  work: Promise<T>,
): Promise<T | undefined> {
  return await new Promise((resolve, reject) => {
    const timer = clock.after(ms, () => resolve(undefined));
    work.then(resolve, reject).finally(() => timer.cancel());
  });
}

/** Waiting that can be ended all at once, for good. */
export type Pauses = {
  /** Resolves after `ms`, or as soon as there is no more waiting. */
  pause(ms: number): Promise<void>;
  isOver(): boolean;
  end(): void;
};

/** Pauses by a clock. */
export function createPauses(clock: Pick<Clock, 'after'>): Pauses {
  const waiting = new Set<() => void>();
  let over = false;
  return {
    pause: (ms) =>
      new Promise((resolve) => {
        if (over) return resolve();
        const done = () => {
          timer.cancel();
          waiting.delete(done);
          resolve();
        };
        const timer = clock.after(ms, done);
        waiting.add(done);
      }),
    isOver: () => over,
    end() {
      over = true;
      for (const done of waiting) done();
    },
  };
}
