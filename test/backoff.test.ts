import { expect, test } from 'vitest';
import { backoff } from '../src/backoff.ts';

test('the wait doubles from two seconds to five minutes, half of it up to chance', () => {
  const least = Array.from({ length: 12 }, (_, index) => backoff(index + 1, () => 0));
  const most = Array.from({ length: 12 }, (_, index) => backoff(index + 1, () => 1));
  const full = [2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300, 300].map((seconds) => seconds * 1_000);
  expect(most).toEqual(full);
  expect(least).toEqual(full.map((ms) => ms / 2));
  expect(backoff(1_000_000, () => 1)).toBe(300_000);
});
