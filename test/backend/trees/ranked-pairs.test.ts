import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rankedPairs } from '../../../src/backend/trees/ranked-pairs.ts';

const ids = ['a', 'b', 'c', 'd', 'e'];
const ballots = fc.integer({ min: 2, max: 5 }).chain((size) =>
  fc.array(fc.shuffledSubarray(ids.slice(0, size), { minLength: size, maxLength: size }), {
    minLength: 1,
    maxLength: 6,
  }),
);

test('what all agree on is the result', () => {
  expect(
    rankedPairs([
      ['c', 'a', 'b'],
      ['c', 'a', 'b'],
    ]),
  ).toEqual(['c', 'a', 'b']);
});

test('a tie goes to the smaller id', () => {
  expect(
    rankedPairs([
      ['b', 'a'],
      ['a', 'b'],
    ]),
  ).toEqual(['a', 'b']);
});

test('only what every ballot has is ranked, and one alone is not', () => {
  expect(
    rankedPairs([
      ['c', 'b', 'a'],
      ['b', 'a'],
    ]),
  ).toEqual(['b', 'a']);
  expect(
    rankedPairs([
      ['a', 'b'],
      ['a', 'c'],
    ]),
  ).toEqual([]);
  expect(rankedPairs([])).toEqual([]);
});

test('in a circle of majorities the weakest one gives way', () => {
  const circle = [
    ...Array.from({ length: 4 }, () => ['a', 'b', 'c']),
    ...Array.from({ length: 3 }, () => ['b', 'c', 'a']),
    ...Array.from({ length: 2 }, () => ['c', 'a', 'b']),
  ];
  expect(rankedPairs(circle)).toEqual(['a', 'b', 'c']); // b>c by 5, a>b by 3, c>a by 1
});

test('every candidate is placed once, and whoever beats all others one by one comes first', () => {
  fc.assert(
    fc.property(ballots, (votes) => {
      const order = rankedPairs(votes);
      expect([...order].sort()).toEqual([...(votes[0] ?? [])].sort());
      const winner = order.find((one) =>
        order.every((other) => other === one || lead(votes, one, other) > 0),
      );
      if (winner !== undefined) expect(order[0]).toBe(winner);
    }),
    { seed: 1 },
  );
});

test('the result is that of a search through all orders for the one that keeps the strongest pairs', () => {
  fc.assert(
    fc.property(ballots, (votes) => {
      expect(rankedPairs(votes)).toEqual(naive(votes));
    }),
    { numRuns: 300, seed: 1 },
  );
});

function lead(votes: readonly string[][], one: string, other: string) {
  return votes.reduce((sum, vote) => sum + Math.sign(vote.indexOf(other) - vote.indexOf(one)), 0);
}

/** Of all orders, the one that agrees with the strongest pair; among those the second strongest, and so on. */
function naive(votes: readonly string[][]): string[] {
  const candidates = [...(votes[0] ?? [])].sort();
  const pairs = candidates
    .flatMap((over) => candidates.filter((under) => under !== over).map((under) => [over, under] as const))
    .filter(([over, under]) => lead(votes, over, under) >= 0)
    .sort(([a, b], [c, d]) => lead(votes, c, d) - lead(votes, a, b));
  let orders = permutations(candidates);
  for (const [over, under] of pairs) {
    const agreeing = orders.filter((order) => order.indexOf(over) < order.indexOf(under));
    if (agreeing.length > 0) orders = agreeing;
  }
  return orders[0] ?? [];
}

function permutations(items: readonly string[]): string[][] {
  if (items.length === 0) return [[]];
  return items.flatMap((first) =>
    permutations(items.filter((item) => item !== first)).map((rest) => [first, ...rest]),
  );
}
