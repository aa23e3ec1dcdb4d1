import type { TestClock } from './clock.ts';
import { waitFor } from './wait-for.ts';

/** As far as a round of the bot's is away at most. */
const LONGEST_MS = 30_000;

/**
 * Passes time until something holds, from one thing that is due within 30 s to the next. None passes while calls are under
 * way, however long these take: else what is leased for a minute would be taken for lost.
 */
export async function passQuietTime(
  clock: TestClock,
  isCalling: () => boolean,
  holds: () => unknown,
): Promise<void> {
  await waitFor(() => {
    if (holds()) return true;
    const pause = clock.next();
    if (!isCalling() && pause !== undefined && pause <= LONGEST_MS) clock.advance(pause);
    return false;
  });
}
