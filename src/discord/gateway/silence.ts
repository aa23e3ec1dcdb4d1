import type { Logger } from 'pino';
import type { Clock } from '../../clock.ts';
import type { SessionChoice } from './shards.ts';

const MINUTE_MS = 60_000;

// a resumed session loses nothing and costs nothing, so it comes first; a stalled one may need to be left
const steps: readonly { afterMs: number; session: SessionChoice }[] = [
  { afterMs: 10 * MINUTE_MS, session: 'same' },
  { afterMs: 5 * MINUTE_MS, session: 'new' },
  { afterMs: 30 * MINUTE_MS, session: 'new' },
  { afterMs: 2 * 60 * MINUTE_MS, session: 'new' },
];
const lastStep = { afterMs: 6 * 60 * MINUTE_MS, session: 'new' } as const;

export type SilenceParts = {
  /** Leaves the connection and opens another. */
  reconnect(session: SessionChoice): Promise<void>;
  clock: Clock;
  log: Logger;
};

/** Watches for interactions. */
export type Silence = {
  /** An interaction came. */
  heard(): void;
  stop(): void;
};

/**
 * Connects again when interactions came and then none for long: in February 2026 many sessions stayed connected,
 * heartbeats and all, and got no interaction any more (discord-api-docs#8162). A quiet night looks the same, so it is
 * done ever more rarely. At most 96 new sessions a day, of the 1,000 that Discord allows.
 */
export function watchSilence({ reconnect, clock, log }: SilenceParts): Silence {
  let next = 0;
  let busy = false;
  let timer: { cancel(): void } | undefined;

  function wait() {
    timer?.cancel();
    const { afterMs, session } = steps[next] ?? lastStep;
    timer = clock.after(afterMs, () => void suspect(session));
  }

  async function suspect(session: SessionChoice) {
    next += 1;
    wait();
    if (busy) return;
    busy = true;
    log.warn({ session }, 'no interaction for long: connecting again');
    await reconnect(session).catch((error) => log.error({ err: error }, 'could not connect again'));
    busy = false;
  }

  return {
    heard() {
      next = 0;
      wait();
    },
    stop: () => timer?.cancel(),
  };
}
