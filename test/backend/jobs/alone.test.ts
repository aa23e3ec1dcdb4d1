import { expect, test } from 'vitest';
import { doAlone } from '../../../src/backend/jobs/alone.ts';
import { type Pace, Stopped } from '../../../src/backend/pace.ts';
import { testClock } from '../../support/clock.ts';
import { memoryDatabase } from '../../support/database.ts';

const HOUR = 3_600_000;
const job = { name: 'counting', everyMs: HOUR };

async function processes() {
  const db = await memoryDatabase();
  const clock = testClock();
  const runs: string[] = [];
  const run = (owner: string, work: (pace: Pace) => Promise<void> = async () => {}) =>
    doAlone({ db, clock, owner, pace: async () => {} }, job, async (pace) => {
      runs.push(owner);
      await work(pace);
    });
  return { clock, runs, run };
}

test('one of many processes does a job, and the others leave it until it is due again', async () => {
  const { clock, runs, run } = await processes();
  await Promise.all([run('a'), run('b'), run('c')]);
  expect(runs).toHaveLength(1);
  clock.advance(HOUR - 1);
  await Promise.all(['a', 'b', 'c'].filter((owner) => owner !== runs[0]).map((owner) => run(owner)));
  expect(runs).toHaveLength(1);
  clock.advance(1);
  await run('b');
  expect(runs).toHaveLength(2);
});

test('the one that did it last does it again whenever it likes', async () => {
  const { runs, run } = await processes();
  await run('a');
  await run('a');
  expect(runs).toEqual(['a', 'a']);
});

test('a job that failed is anybody’s at once, and says why', async () => {
  const { runs, run } = await processes();
  await expect(run('a', () => Promise.reject(new Error('no table')))).rejects.toThrow('no table');
  await run('b');
  expect(runs).toEqual(['a', 'b']);
});

test('a job that takes long is kept, as long as it goes on', async () => {
  const { clock, runs, run } = await processes();
  await run('a', async (pace) => {
    for (let minutes = 0; minutes < 60; minutes += 1) {
      clock.advance(60_000);
      await pace();
      await run('b');
    }
  });
  expect(runs).toEqual(['a']);
});

test('a process that stood still is overtaken, and ends its job when it wakes', async () => {
  const { clock, runs, run } = await processes();
  const stalled = run('a', async (pace) => {
    clock.advance(6 * 60_000);
    await run('b');
    await pace();
    expect.unreachable('it has been taken over');
  });
  await expect(stalled).rejects.toThrow(Stopped);
  expect(runs).toEqual(['a', 'b']);
  await run('c');
  expect(runs).toEqual(['a', 'b']); // b has done it just now
});
