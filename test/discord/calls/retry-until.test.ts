import { setImmediate as drained } from 'node:timers/promises';
import { DiscordAPIError, RateLimitError } from '@discordjs/rest';
import { expect, test } from 'vitest';
import { isCertainlyUnseen, NotShown } from '../../../src/discord/calls/not-shown.ts';
import { retryUntil } from '../../../src/discord/calls/retry-until.ts';
import { testClock } from '../../support/clock.ts';

const api = (code: number) =>
  new DiscordAPIError({ code, message: 'no' }, code, 400, 'POST', 'http://discord.test', { files: [] });

const limited = (retryAfter: number) =>
  new RateLimitError({
    timeToReset: retryAfter,
    retryAfter,
    limit: 5,
    method: 'POST',
    hash: '',
    url: '',
    route: '/interactions',
    majorParameter: '',
    global: false,
    sublimitTimeout: 0,
    scope: 'user',
  });

/** Tries something that goes wrong in these ways, one after another, and then works; for three seconds at most. */
async function tried(...errors: unknown[]) {
  const clock = testClock();
  const start = clock.now();
  const at: number[] = [];
  let ended = false;
  const ending = retryUntil({ clock, until: start + 3_000, attemptMs: 1_000 }, async () => {
    at.push(clock.now() - start);
    if (errors.length > 0) throw errors.shift();
    return 'done';
  }).catch((error: unknown) => error);
  void ending.finally(() => {
    ended = true;
  });
  for (await drained(); !ended; await drained()) clock.advance(10);
  return { at, result: await ending };
}

test('what fails with unknown outcome is repeated, at once and then with growing pauses, until time is up', async () => {
  const { at, result } = await tried(...Array.from({ length: 20 }, () => new Error('reset')));
  expect(at).toEqual([0, 0, 200, 600, 1_400]);
  expect(result).toMatchObject({ name: 'NotShown', meaning: 'unknown' });
  expect(isCertainlyUnseen(result)).toBe(false);
});

test('a rate limit is waited out', async () => {
  expect(await tried(limited(1_000), limited(500))).toEqual({ at: [0, 1_000, 1_500], result: 'done' });
});

test('a rate limit that ends too late is not waited for, and proves that nothing was done', async () => {
  const { at, result } = await tried(limited(3_000));
  expect(at).toEqual([0]);
  expect(result).toMatchObject({ meaning: 'limited' });
  expect(isCertainlyUnseen(result)).toBe(true);
});

test('after an attempt with unknown outcome a rate limit proves nothing', async () => {
  const { result } = await tried(new Error('reset'), limited(3_000));
  expect(result).toMatchObject({ meaning: 'unknown' });
});

test('40060 says that somebody else has answered, or an attempt that had seemed lost', async () => {
  const { at, result } = await tried(api(40060));
  expect(at).toEqual([0]);
  expect(result).toMatchObject({ meaning: 'taken', cause: { code: 40060 } });
  expect(isCertainlyUnseen(result)).toBe(true);
  const { result: late } = await tried(new Error('reset'), limited(100), api(40060));
  expect(late).toMatchObject({ meaning: 'arrived', cause: { code: 40060 } });
  expect(isCertainlyUnseen(late)).toBe(false);
});

test.each([
  [10062, 'over'],
  [10015, 'over'],
  [50027, 'over'],
  [10008, 'gone'],
  [50035, 'refused'],
  [50001, 'refused'],
])('%i is not repeated: %s', async (code, meaning) => {
  const { at, result } = await tried(new Error('reset'), api(code));
  expect(at).toEqual([0, 0]);
  expect(result).toMatchObject({ meaning, cause: { code } });
  expect(isCertainlyUnseen(result)).toBe(true);
});

test('when time is up before the first attempt, none is made', async () => {
  const clock = testClock();
  const late = retryUntil({ clock, until: clock.now(), attemptMs: 1_000 }, async () => 'done');
  await expect(late).rejects.toEqual(new NotShown('over'));
});
