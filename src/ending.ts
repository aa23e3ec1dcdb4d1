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
  /** Finishes what is running and closes everything. */
  finish(): Promise<void>;
  clock: Clock;
  log: Logger;
};

/**
 * Lets a process end in order: on a signal with code 0, on a second one at once. A fault that nobody caught is logged and
 * ends it with code 1 (an unhandled rejection is one, too). The result ends it in order with another code.
 */
export function endInOrder({ host, finish, clock, log }: EndingParts): (code: number) => void {
  let since: number | undefined;

  function end(code: number): void {
    if (since !== undefined) return;
    since = clock.now();
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
        log.info({ signal }, 'stopping');
        end(0);
      } else if (clock.now() - since >= SAME_SIGNAL_MS) host.exit(128 + constants.signals[signal]);
    });
  }
  host.on('uncaughtException', (error, origin) => {
    log.fatal({ err: error, origin }, 'a fault that nobody caught');
    host.exit(1);
  });
  return end;
}
