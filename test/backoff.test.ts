import { expect, test } from 'vitest';
import { backoff, wasTriedLongEnough } from '../src/backoff.ts';

test('the wait doubles from two seconds to five minutes, half of it up to chance', () => {
  const least = Array.from({ length: 12 }, (_, index) => backoff(index + 1, () => 0));
  const most = Array.from({ length: 12 }, (_, index) => backoff(index + 1, () => 1));
  const full = [2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300, 300].map((seconds) => seconds * 1_000);
  expect(most).toEqual(full);
  expect(least).toEqual(full.map((ms) => ms / 2));
  expect(backoff(1_000_000, () => 1)).toBe(300_000);
});

test('something is given up after three days and as many attempts as there are hours in them', () => {
  const threeDays = 3 * 86_400_000;
  expect(wasTriedLongEnough(1_000, 1_000 + threeDays, 72)).toBe(true);
  expect(wasTriedLongEnough(1_000, 1_000 + threeDays - 1, 1_000)).toBe(false);
  expect(wasTriedLongEnough(1_000, 1_000 + 400 * threeDays, 71)).toBe(false);
});
