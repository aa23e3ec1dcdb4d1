import type { Logger } from 'pino';
import { backoff } from './backoff.ts';
import type { Clock } from './clock.ts';

/** After so long without ending, a process counts as one that works. */
const WORKS_AFTER_MS = 10 * 60_000;
const EX_CONFIG = 78; // sysexits.h

/** A process that was started. */
export type Child = {
  kill(signal: NodeJS.Signals): void;
  /** Its exit code when it has ended; null where a signal ended it. */
  ended: Promise<number | null>;
};

export type SuperviseParts = {
  /** Starts the process of this number, from 0. */
  start(index: number): Child;
  clock: Clock;
  /** From 0 up to 1, for jitter. */
  random: () => number;
  log: Logger;
};

export type Supervision = {
  /** Ends them all by this signal, and starts none again. */
  stop(signal: NodeJS.Signals): void;
  /** Resolves with the exit code when all have ended. */
  ended: Promise<number>;
};

/**
 * Keeps so many processes running: one that ends is started again, after a pause that grows while it keeps ending. One that
 * cannot work with its settings ends them all, with its code.
 */
export function supervise(count: number, { start, clock, random, log }: SuperviseParts): Supervision {
  const running = new Map<number, Child>();
  const pauses = new Map<number, { cancel(): void }>();
  const { promise: ended, resolve: end } = Promise.withResolvers<number>();
  let code: number | undefined; // once there is one, nothing is started any more

  function begin(index: number, attempts: number) {
    const since = clock.now();
    const child = start(index);
    running.set(index, child);
    void child.ended.then((ownCode) => {
      running.delete(index);
      if (code !== undefined) return endIfAll();
      if (ownCode === EX_CONFIG) return stopAll('SIGTERM', EX_CONFIG);
      const failed = clock.now() - since >= WORKS_AFTER_MS ? 1 : attempts + 1;
      const waitMs = backoff(failed, random);
      log.warn({ process: index, code: ownCode, waitMs }, 'a process has ended, and is started again');
      pauses.set(
        index,
        clock.after(waitMs, () => begin(index, failed)),
      );
    });
  }

  function stopAll(signal: NodeJS.Signals, withCode: number) {
    code ??= withCode;
    for (const pause of pauses.values()) pause.cancel();
    for (const child of running.values()) child.kill(signal);
    endIfAll();
  }

  function endIfAll() {
    if (code !== undefined && running.size === 0) end(code);
  }

  for (let index = 0; index < count; index += 1) begin(index, 0);
  return { stop: (signal) => stopAll(signal, 0), ended };
}
