import { pino } from 'pino';
import { expect, test } from 'vitest';
import { type Silence, watchSilence } from '../../../src/discord/gateway/silence.ts';
import { type TestClock, testClock } from '../../support/clock.ts';
import { fc } from '../../support/same-cases.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

function watch(clock: TestClock, reconnect: (session: string) => Promise<void> = async () => {}) {
  const sessions: string[] = [];
  const silence: Silence = watchSilence({
    clock,
    log: pino({ level: 'silent' }),
    async reconnect(session) {
      sessions.push(session);
      await reconnect(session);
    },
  });
  return { silence, sessions };
}

/** Moves time on a minute at a time, and lets what became due finish. */
async function pass(clock: TestClock, minutes: number) {
  for (let minute = 0; minute < minutes; minute += 1) {
    clock.advance(MINUTE_MS);
    await Promise.resolve();
    await Promise.resolve();
  }
}

test('a long silence is met with a resumption, then with new sessions ever more rarely', async () => {
  const clock = testClock();
  const { silence, sessions } = watch(clock);
  silence.heard();
  await pass(clock, 9);
  expect(sessions).toEqual([]);
  await pass(clock, 1);
  expect(sessions).toEqual(['same']);
  await pass(clock, 5);
  expect(sessions).toEqual(['same', 'new']);
  await pass(clock, 24 * 60);
  expect(sessions).toHaveLength(7); // after 30 min, 2 h, then every 6 h
});

test('an interaction starts the wait anew', async () => {
  const clock = testClock();
  const { silence, sessions } = watch(clock);
  for (let times = 0; times < 20; times += 1) {
    silence.heard();
    await pass(clock, 9);
  }
  expect(sessions).toEqual([]);
});

test('nothing happens before the first interaction, and after the end', async () => {
  const clock = testClock();
  const { silence, sessions } = watch(clock);
  await pass(clock, 60);
  silence.heard();
  silence.stop();
  await pass(clock, 60);
  expect(sessions).toEqual([]);
});

test('a reconnection that takes long is not doubled, and one that fails is not the last', async () => {
  const clock = testClock();
  const { promise, reject } = Promise.withResolvers<void>();
  const { silence, sessions } = watch(clock, (session) => (session === 'same' ? promise : Promise.resolve()));
  silence.heard();
  await pass(clock, 15);
  expect(sessions).toEqual(['same']);
  reject(new Error('no network'));
  await pass(clock, 30);
  expect(sessions).toEqual(['same', 'new']);
});

test('however people come and go, at most 96 new sessions are started in a day', async () => {
  const gaps = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 40, maxLength: 200 });
  await fc.assert(
    fc.asyncProperty(gaps, async (minutes) => {
      const clock = testClock();
      const { silence, sessions } = watch(clock);
      const end = clock.now() + DAY_MS;
      for (let next = 0; clock.now() < end; next += 1) {
        silence.heard();
        await pass(clock, minutes[next % minutes.length] ?? 1);
      }
      expect(sessions.filter((session) => session === 'new').length).toBeLessThanOrEqual(96);
    }),
    { numRuns: 20 },
  );
});
