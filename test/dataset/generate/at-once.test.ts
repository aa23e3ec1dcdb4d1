import { expect, test } from 'vitest';
import { atOnce } from '../../../src/dataset/generate/at-once.ts';

async function* numbers(count: number) {
  for (let number = 0; number < count; number += 1) yield number;
}

/** How many are under way at most, when each lasts until nothing more can begin. */
async function mostOf(count: number, limit: number): Promise<number> {
  let [open, most] = [0, 0];
  const work = async () => {
    open += 1;
    most = Math.max(most, open);
    await new Promise(setImmediate); // all that may begin has begun
    open -= 1;
  };
  await atOnce(numbers(count), limit, work, new AbortController().signal);
  return most;
}

test.each([
  [7, 3, 3],
  [7, 1, 1],
  [2, 5, 2],
])('of %i things with room for %i, %i are under way at the same time', async (count, limit, most) => {
  expect(await mostOf(count, limit)).toBe(most);
});
