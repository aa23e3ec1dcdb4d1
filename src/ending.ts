import { constants } from 'node:os';
import type { Logger } from 'pino';
import type { Clock } from './clock.ts';

/** How long an orderly end may take. */
export const END_WITHIN_MS = 10_000;
/** A terminal and npm both pass a Ctrl+C on, so what follows this soon is the same signal. */
const SAME_SIGNAL_MS = 300;

const signals = ['SIGTERM', 'SIGINT'] as const;

/** What is needed of the process that ends. */
export type Host = {
  on(event: (typeof signals)[number], listener: () => void): unknown;
  on(event: 'uncaughtException', listener: (error: Error, origin: string) => void): unknown;
  exit(code: number): void;
};

export type EndingParts = {
  host: Host;
  /**
   * Lets others take over what comes, after a signal and while all goes on; undefined where nobody has to be waited for. What
   * it takes is not part of the time for an end.
   */
  drain(): Promise<void> | undefined;
  /** Finishes what is running and closes everything. */
  finish(): Promise<void>;
  clock: Clock;
  log: Logger;
};

/**
 * Lets a process end in order: on a signal with code 0, on a second one at once. A fault that nobody caught is logged and
 * ends it with code 1 (an unhandled rejection is one, too). The result ends it in order with another code.
 */
export function endInOrder({ host, drain, finish, clock, log }: EndingParts): (code: number) => void {
  let since: number | undefined;
  let isEnding = false;

  function end(code: number): void {
    if (isEnding) return;
    isEnding = true;
    since ??= clock.now();
    clock.after(END_WITHIN_MS, () => host.exit(code));
    finish().then(
      () => host.exit(code),
      (error) => {
        log.error({ err: error }, 'could not end in order');
        host.exit(code === 0 ? 1 : code);
      },
    );
  }

  for (const signal of signals) {
    host.on(signal, () => {
      if (since === undefined) {
        since = clock.now();
        log.info({ signal }, 'stopping');
        const drained = drain();
        if (drained) void drained.then(() => end(0));
        else end(0);
      } else if (clock.now() - since >= SAME_SIGNAL_MS) host.exit(128 + constants.signals[signal]);
    });
  }
  host.on('uncaughtException', (error, origin) => {
    log.fatal({ err: error, origin }, 'a fault that nobody caught');
    host.exit(1);
  });
  return end;
}
