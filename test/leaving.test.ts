import { setImmediate as settled } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { END_WITHIN_MS } from '../src/ending.ts';
import { HAND_OVER_MS, leaving } from '../src/leaving.ts';
import { testClock } from './support/clock.ts';

/** A bot that notes what is done with it, where interactions come as web requests or over the gateway. */
function scene(way: 'http' | 'gateway') {
  const clock = testClock();
  const noted: string[] = [];
  const bot = {
    receive: way === 'http' ? async () => new Response() : undefined,
    stop: async (graceMs: number) => void noted.push(`the bot is stopped in ${graceMs} ms`),
  };
  const serving = {
    leave: () => void noted.push('it says that it leaves'),
    server: {
      async close(withinMs = 0) {
        noted.push(`nobody gets in, ${withinMs} ms for the last`);
        clock.advance(1_000);
      },
    },
  };
  return { clock, noted, ...leaving({ bot: () => bot, serving: () => serving, clock }) };
}

test('who takes web requests says that it leaves, goes on, and stops when the last are answered', async () => {
  const { clock, noted, drain, stop } = scene('http');
  let isDrained = false;
  void drain()?.then(() => {
    isDrained = true;
  });
  expect(noted).toEqual(['it says that it leaves']);
  clock.advance(HAND_OVER_MS - 1);
  await settled();
  expect(isDrained).toBe(false);
  clock.advance(1);
  await settled();
  expect(isDrained).toBe(true);
  await stop();
  expect(noted.slice(1)).toEqual([
    'nobody gets in, 4000 ms for the last',
    `the bot is stopped in ${END_WITHIN_MS - 2_000} ms`,
  ]);
});

test('over the gateway nobody has to be told, and health and figures are served to the end', async () => {
  const { noted, drain, stop } = scene('gateway');
  expect(drain()).toBeUndefined();
  await stop();
  expect(noted).toEqual([`the bot is stopped in ${END_WITHIN_MS - 1_000} ms`]);
});

test('one that has not begun has nobody to tell', async () => {
  const { drain, stop } = leaving({ bot: () => undefined, serving: () => undefined, clock: testClock() });
  expect(drain()).toBeUndefined();
  await expect(stop()).resolves.toBeUndefined();
});
