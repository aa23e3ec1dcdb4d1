import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { someCandidates, withoutTwins } from '../../../src/backend/tasks/candidates.ts';
import { rankedPairs } from '../../../src/backend/trees/ranked-pairs.ts';
import { seededRandom } from '../../support/random.ts';

const name = (index: number) => `candidate ${String(index).padStart(3, '0')}`;

describe('the candidates of one task', () => {
  const cases = fc.record({
    count: fc.integer({ min: 3, max: 60 }),
    most: fc.integer({ min: 2, max: 20 }),
    needed: fc.integer({ min: 1, max: 4 }),
    seed: fc.nat(),
  });

  test('cover all of them as often as is needed, and link them all: the order is that of the voters', () => {
    fc.assert(
      fc.property(cases, ({ count, most, needed, seed }) => {
        const random = seededRandom(seed);
        const rows = Array.from({ length: count }, (_, index) => ({ id: name(index), ranking_count: 0 }));
        const orders: string[][] = [];
        while (rows.some(({ ranking_count }) => ranking_count < needed)) {
          const some = someCandidates(rows, orders, most, random);
          expect(new Set(some).size).toBe(Math.min(most, count));
          for (const row of some) row.ranking_count += 1;
          orders.push(some.map(({ id }) => id).sort());
        }
        // nobody is asked more often than it takes: all have the same number but for one round, and the links
        expect(orders.length).toBeLessThanOrEqual(Math.ceil((count * needed) / (most - 1)) + count);
        const found = rankedPairs(orders, { partial: true });
        expect(found).toHaveLength(count);
        expect(found[0]).toBe(name(0));
        expect(found.at(-1)).toBe(name(count - 1));
        for (const order of orders) expect(found.filter((id) => order.includes(id))).toEqual(order);
      }),
      { numRuns: 60, seed: 7 },
    );
  });

  test('of the same text are one, the oldest, whatever blanks are around it', () => {
    const candidates = ['a', 'b', 'a ', '\na'].map((text, index) => ({ id: `${index}`, text }));
    expect(withoutTwins(candidates)).toEqual({
      shown: [candidates[0], candidates[1]],
      twins: { 2: '0', 3: '0' },
    });
  });
});
