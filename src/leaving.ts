import type { Clock } from './clock.ts';
import { END_WITHIN_MS } from './ending.ts';

/** How long a process that is told to stop goes on as before, so that whoever brings web requests learns of it, in ms. */
export const HAND_OVER_MS = 5_000;
/** How long the last requests may take: a little longer than Discord waits. */
const LAST_ANSWERS_MS = 4_000;
/** How much of the time for an end is left for closing. */
const CLOSING_MS = 1_000;

export type LeavingParts = {
  /** Undefined as long as it starts; `receive` where interactions come as web requests. */
  bot(): { receive: unknown; stop(graceMs: number): Promise<void> } | undefined;
  serving(): { leave(): void; server: { close(withinMs: number): Promise<void> } } | undefined;
  clock: Clock;
};

/** How a bot stops so that nobody is left unanswered while others take its place. */
export type Leaving = {
  /** Where interactions come as web requests: says that it is going, and resolves when everybody has had time to hear that. */
  drain(): Promise<void> | undefined;
  /** Takes nothing new, and resolves when what is under way is done, or its time is over. */
  stop(): Promise<void>;
};

/**
 * Over the gateway, those who take over hear of everything at once. A web request is brought to one process alone: that one
 * answers until none is brought any more.
 */
export function leaving({ bot, serving, clock }: LeavingParts): Leaving {
  const served = () => (bot()?.receive ? serving() : undefined);
  return {
    drain() {
      const leaves = served();
      if (!leaves) return undefined;
      leaves.leave();
      return new Promise((resolve) => void clock.after(HAND_OVER_MS, resolve));
    },
    async stop() {
      const began = clock.now();
      await served()?.server.close(LAST_ANSWERS_MS);
      await bot()?.stop(END_WITHIN_MS - CLOSING_MS - (clock.now() - began));
    },
  };
}
