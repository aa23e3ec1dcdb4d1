import { expect, test, vi } from 'vitest';
import { createQuota } from '../../src/tasks/quota.ts';
import { testClock } from '../support/clock.ts';
import { fc } from '../support/same-cases.ts';

const rate = { most: 5, perMs: 50_000 };

test('as many as allowed go at once, then one each time its share of the period has passed', () => {
  const clock = testClock();
  const quota = createQuota(() => rate, clock);
  expect([1, 2, 3, 4, 5].map(() => quota.take('ada'))).toEqual([0, 0, 0, 0, 0]);
  expect(quota.take('ada')).toBe(10_000);
  clock.advance(9_999);
  expect(quota.take('ada')).toBe(1);
  clock.advance(1);
  expect(quota.take('ada')).toBe(0);
  expect(quota.take('ada')).toBe(10_000);
});

test('asking in vain costs nothing, and one person’s asking nobody else', () => {
  const clock = testClock();
  const quota = createQuota(() => rate, clock);
  for (let times = 0; times < 100; times += 1) quota.take('ada');
  expect(quota.take('ben')).toBe(0);
  clock.advance(10_000);
  expect(quota.take('ada')).toBe(0);
});

test('a clock that is set back by days locks nobody out', () => {
  const clock = testClock();
  const quota = createQuota(() => rate, clock);
  clock.advance(5 * 86_400_000);
  for (let times = 0; times < 5; times += 1) quota.take('ada');
  clock.advance(-5 * 86_400_000);
  expect(quota.take('ada')).toBe(10_000); // as before it, and no longer
});

test('a crowd does not make anybody’s use forgotten', () => {
  const clock = testClock();
  const quota = createQuota(() => rate, clock);
  for (let times = 0; times < 5; times += 1) quota.take('ada');
  for (let person = 0; person < 3_000; person += 1) quota.take(String(person));
  expect(quota.take('ada')).toBe(10_000);
});

test('a crowd is looked through now and then, not for each who comes', () => {
  const quota = createQuota(() => rate, testClock());
  const looks = vi.spyOn(Map.prototype, Symbol.iterator);
  for (let person = 0; person < 5_000; person += 1) quota.take(String(person));
  const { length } = looks.mock.calls;
  looks.mockRestore();
  expect(length).toBe(3); // at 1,000, 2,000 and 4,000
});

test('in any stretch as long as the period at most twice the allowance goes through', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 20_000 }), { minLength: 50, maxLength: 200 }),
      (pauses) => {
        const clock = testClock();
        const quota = createQuota(() => rate, clock);
        const taken = pauses.flatMap((pause) => {
          clock.advance(pause);
          return quota.take('ada') === 0 ? [clock.now()] : [];
        });
        for (const from of taken) {
          const inPeriod = taken.filter((at) => at >= from && at < from + rate.perMs);
          expect(inPeriod.length).toBeLessThanOrEqual(2 * rate.most);
        }
      },
    ),
  );
});
