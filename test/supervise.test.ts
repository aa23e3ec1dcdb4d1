import { pino } from 'pino';
import { expect, test } from 'vitest';
import { supervise } from '../src/supervise.ts';
import { testClock } from './support/clock.ts';

function processes(count: number) {
  const clock = testClock();
  const started: number[] = [];
  const killed: string[] = [];
  const ends = new Map<number, (code: number | null) => void>();
  const supervision = supervise(count, {
    start(index) {
      started.push(index);
      const { promise, resolve } = Promise.withResolvers<number | null>();
      ends.set(index, resolve);
      return { kill: (signal) => void killed.push(`${index} ${signal}`), ended: promise };
    },
    clock,
    random: () => 1,
    log: pino({ level: 'silent' }),
  });
  const end = async (index: number, code: number | null) => {
    ends.get(index)?.(code);
    await new Promise(setImmediate);
  };
  return { clock, started, killed, end, ...supervision };
}

test('a process that ends is started again, later each time that it ends soon', async () => {
  const { clock, started, end } = processes(2);
  expect(started).toEqual([0, 1]);
  for (const waitMs of [2_000, 4_000, 8_000]) {
    const before = started.length;
    await end(1, 1);
    clock.advance(waitMs - 1);
    expect(started).toHaveLength(before);
    clock.advance(1);
    expect(started.at(-1)).toBe(1);
    expect(started).toHaveLength(before + 1);
  }
});

test('one that has worked for ten minutes is started again as soon as the first time', async () => {
  const { clock, started, end } = processes(1);
  await end(0, 1);
  clock.advance(2_000);
  await end(0, null);
  clock.advance(4_000);
  clock.advance(10 * 60_000);
  await end(0, null);
  clock.advance(2_000);
  expect(started).toEqual([0, 0, 0, 0]);
});

test('when they are stopped, all get the signal, none is started again, and the end is that of the last', async () => {
  const { clock, started, killed, end, stop, ended } = processes(3);
  await end(2, 1); // it would be started again in two seconds
  stop('SIGTERM');
  expect(killed).toEqual(['0 SIGTERM', '1 SIGTERM']);
  await end(0, 0);
  await end(1, 0);
  expect(await ended).toBe(0);
  clock.advance(60 * 60_000);
  expect(started).toEqual([0, 1, 2]);
});

test('settings that one cannot work with end them all, with the code for it', async () => {
  const { killed, end, ended, clock, started } = processes(2);
  await end(0, 78);
  expect(killed).toEqual(['1 SIGTERM']);
  await end(1, 0);
  expect(await ended).toBe(78);
  clock.advance(60 * 60_000);
  expect(started).toEqual([0, 1]);
});
