import { pino } from 'pino';
import { expect, test } from 'vitest';
import { watchPresence } from '../src/store/presence.ts';
import { keepReportLabels } from '../src/tasks/clicks/report-labels.ts';
import { testClock } from './support/clock.ts';

// What is stopped while it waits for an answer does not begin again when that comes.

test.each([true, false])('whether a file is there is no matter any more (it is: %s)', async (isThere) => {
  const clock = testClock();
  const answer = Promise.withResolvers<boolean>();
  const lost: string[] = [];
  const watch = watchPresence(
    () => answer.promise,
    clock,
    () => lost.push('lost'),
  );
  clock.advance(2_000);
  watch.stop();
  answer.resolve(isThere);
  await answer.promise;
  await Promise.resolve();
  expect(lost).toEqual([]);
  expect(clock.next()).toBeUndefined();
});

test('which labels a report may carry is not asked again', async () => {
  const clock = testClock();
  const answer = Promise.withResolvers<[]>();
  const labels = keepReportLabels({ reportLabels: () => answer.promise }, clock, pino({ level: 'silent' }));
  labels.stop();
  answer.resolve([]);
  await expect.poll(() => labels.current()).toEqual([]);
  expect(clock.next()).toBeUndefined();
});
