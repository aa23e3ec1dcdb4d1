import type { IIdentifyThrottler } from '@discordjs/ws';
import type { Clock } from '../../clock.ts';

/** How long after a session has begun the next one of the same kind may, as Discord wants it, in ms. */
const IDENTIFY_EVERY_MS = 5_000;
/** How much longer one may be on its way to Discord than the next, in ms: it is there that they must be apart. */
const ON_THE_WAY_MS = 1_000;
const ASK_EVERY_MS = 500;

export type SharedIdentifyParts = {
  /** Takes a place that nobody else has, among all processes, for so many ms; false while it is taken. */
  take(place: string, ms: number): Promise<boolean>;
  /** How many sessions may begin at the same time, as Discord says. */
  maxConcurrency: number;
  clock: Clock;
};

/**
 * Lets each new session wait for its turn among those of all processes: one every five seconds for each remainder of a shard's
 * number (https://discord.com/developers/docs/events/gateway#sharding-max-concurrency).
 */
export function sharedIdentify({ take, maxConcurrency, clock }: SharedIdentifyParts): IIdentifyThrottler {
  return {
    async waitForIdentify(shardId, signal) {
      const place = `identify ${shardId % maxConcurrency}`;
      for (;;) {
        signal.throwIfAborted();
        if (await take(place, IDENTIFY_EVERY_MS + ON_THE_WAY_MS)) return;
        await pause(clock, ASK_EVERY_MS, signal);
      }
    },
  };
}

function pause(clock: Clock, ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = clock.after(ms, end);
    signal.addEventListener('abort', end, { once: true });
    function end() {
      timer.cancel();
      signal.removeEventListener('abort', end);
      resolve();
    }
  });
}
