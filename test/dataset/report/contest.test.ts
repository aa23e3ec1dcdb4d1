import { expect, test } from 'vitest';
import { rankedPairs } from '../../../src/backend/trees/ranked-pairs.ts';
import { contestFigures, contestWinner } from '../../../src/dataset/report/contest.ts';
import { fc } from '../../support/same-cases.ts';

const candidates = [0, 1, 2, 3, 4];
const full = fc.array(fc.shuffledSubarray(candidates, { minLength: 5 }), { minLength: 1, maxLength: 6 });
const some = fc.array(fc.shuffledSubarray(candidates, { minLength: 1 }), { minLength: 1, maxLength: 6 });

test.each([
  ['all candidates', full, false],
  ['the candidates that all have', some, false],
  ['some of the candidates each', some, true],
] as const)(
  'the winner is the first of the order that exports have, of ballots on %s',
  (_, ballots, partial) => {
    fc.assert(
      fc.property(ballots, (orders) => {
        const [first] = rankedPairs(
          orders.map((order) => order.map(String)),
          { partial },
        );
        expect(contestWinner({ ballots: orders, partial })).toBe(
          first === undefined ? undefined : Number(first),
        );
      }),
    );
  },
);

test('people who each saw other replies agree where they can be compared', () => {
  const ballots = [
    [0, 1],
    [2, 1],
    [2, 0, 1],
  ];
  const { tau, distance, fragility } = contestFigures({ ballots, partial: true });
  expect(tau).toBe(1); // the first two have one in common, which says nothing
  expect(distance).toBe(0);
  expect(fragility).toEqual({ is: 'people', people: 1 }); // without the last nobody compared 0 and 2
});

test('a contest of one voter is not fragile, and a tie of two is', () => {
  expect(contestFigures({ ballots: [[0, 1]], partial: false }).fragility).toBeUndefined();
  const tied = contestFigures({
    ballots: [
      [0, 1],
      [1, 0],
    ],
    partial: false,
  });
  expect(tied).toEqual({
    tau: -1,
    distance: 0.5,
    distance_share: 0.5,
    fragility: { is: 'people', people: 1 },
  });
});
