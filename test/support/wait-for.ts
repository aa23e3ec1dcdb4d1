import { expect } from 'vitest';

/** Waits until something holds, looking often; fails after as long as `expect.poll` waits. No clock of a test's moves. */
export async function waitFor(holds: () => unknown): Promise<void> {
  await expect
    .poll(async () => Boolean(await holds()), { interval: 5, message: `in vain: ${holds}` })
    .toBe(true);
}
