import fc from 'fast-check';
import { expect, test } from 'vitest';
import { shardShares } from '../src/shard-shares.ts';

test('shards are shared out in turn', () => {
  expect(shardShares(5, 2)).toEqual([
    [0, 2, 4],
    [1, 3],
  ]);
  expect(shardShares(1, 8)).toEqual([[0]]);
});

test('each shard is run by one process, and none has two more than another', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1, max: 64 }), (count, processes) => {
      const shares = shardShares(count, processes);
      expect(shares.length).toBe(Math.min(count, processes));
      expect(shares.flat().toSorted((a, b) => a - b)).toEqual(Array.from({ length: count }, (_, id) => id));
      const sizes = shares.map(({ length }) => length);
      expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
    }),
  );
});
