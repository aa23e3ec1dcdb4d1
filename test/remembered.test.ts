import { expect, test } from 'vitest';
import { remembered, rememberedByCost } from '../src/remembered.ts';
import { testClock } from './support/clock.ts';

test('what was read is good for its time and no longer, and for nobody once the clock was set back', async () => {
  const clock = testClock();
  let reads = 0;
  const read = remembered(1_000, clock.now, async () => ++reads);
  expect(await Promise.all([read(), read()])).toEqual([1, 1]);
  clock.advance(999);
  expect(await read()).toBe(1);
  clock.advance(1);
  expect(await read()).toBe(2);
  clock.advance(-86_400_000);
  expect(await read()).toBe(3);
  expect(await read()).toBe(3);
});

test('a failure is told to those who asked meanwhile, and the next one reads again', async () => {
  const { now } = testClock();
  const answers = [() => Promise.reject(new Error('away')), async () => 'here'];
  const read = remembered(1_000, now, async () => await answers.shift()?.());
  const both = await Promise.allSettled([read(), read()]);
  expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(await read()).toBe('here');
});

test('a reading that costs nothing is made anew each time; one that does is good for a thousand times as long, at most its time', async () => {
  const clock = testClock();
  let [reads, cost] = [0, 0];
  const read = rememberedByCost(60_000, clock.now, async () => {
    clock.advance(cost);
    return ++reads;
  });
  expect([await read(), await read()]).toEqual([1, 2]);
  cost = 2;
  expect(await Promise.all([read(), read()])).toEqual([3, 3]);
  clock.advance(1_997); // of 2,000, counted from its beginning
  expect(await read()).toBe(3);
  cost = 100;
  clock.advance(1);
  expect(await read()).toBe(4);
  clock.advance(59_899);
  expect(await read()).toBe(4);
  clock.advance(1);
  expect(await read()).toBe(5);
});

test('a reading by its cost that fails is told to those who asked meanwhile, and the next one reads again', async () => {
  const { now } = testClock();
  const answers = [() => Promise.reject(new Error('away')), async () => 'here'];
  const read = rememberedByCost(1_000, now, async () => await answers.shift()?.());
  const both = await Promise.allSettled([read(), read()]);
  expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(await read()).toBe('here');
});
