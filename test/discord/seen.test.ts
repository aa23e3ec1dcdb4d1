import { expect, test } from 'vitest';
import { rememberInteractions } from '../../src/discord/seen.ts';
import { testClock } from '../support/clock.ts';

const MS = 60_000;

test('an interaction is new once, for as long as it is remembered', async () => {
  const clock = testClock();
  const isNew = rememberInteractions(clock, MS);
  expect(await isNew('1')).toBe(true);
  for (const pause of [0, MS - 1, 1, MS - 1]) {
    clock.advance(pause);
    expect(await isNew('1')).toBe(false);
  }
});

test('what is remembered does not grow for ever', async () => {
  const clock = testClock();
  const isNew = rememberInteractions(clock, MS);
  expect(await isNew('1')).toBe(true);
  clock.advance(MS);
  expect(await isNew('2')).toBe(true);
  clock.advance(MS);
  expect([await isNew('1'), await isNew('2')]).toEqual([true, false]);
});
