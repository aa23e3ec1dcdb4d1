import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { bradleyTerry, type Game } from '../../../src/dataset/export/strengths/bradley-terry.ts';
import { groupsOf, isLinked } from '../../../src/dataset/models/links.ts';
import { fc } from '../../support/same-cases.ts';

// What R says of the same games: fixtures/models.R makes the file.
const Numbers = z.array(z.number());
const Cases = z.array(
  z.object({
    size: z.number(),
    games: z.array(z.object({ first: z.number(), second: z.number(), score: z.number(), unit: z.number() })),
    fits: z.array(z.object({ prior: z.number(), strength: Numbers, se: Numbers, unit_se: Numbers })),
  }),
);
const file = new URL('./fixtures/models.json', import.meta.url);
const cases = Cases.parse(JSON.parse(readFileSync(file, 'utf8')));
const NEAR = 1e-9;

describe.each(cases.entries().toArray())('case %i of R', (_, { size, games, fits }) => {
  test.each(fits)('strengths and standard errors are those of R with a prior of $prior', (fit) => {
    const found = bradleyTerry(size, games, fit.prior);
    expect(found).toHaveLength(size);
    for (const [index, { strength, se, unit_se }] of found.entries()) {
      expect(Math.abs(strength - (fit.strength[index] ?? Number.NaN))).toBeLessThan(NEAR);
      expect(Math.abs(se - (fit.se[index] ?? Number.NaN))).toBeLessThan(NEAR);
      expect(Math.abs(unit_se - (fit.unit_se[index] ?? Number.NaN))).toBeLessThan(NEAR);
    }
  });
});

test('two competitors without a prior differ by the logarithm of the odds', () => {
  const game = (score: number, unit: number): Game => ({ first: 0, second: 1, score, unit });
  const [one, other] = bradleyTerry(2, [game(1, 0), game(1, 1), game(1, 2), game(0, 3)], 0);
  expect((one?.strength ?? 0) - (other?.strength ?? 0)).toBeCloseTo(Math.log(3), 12);
});

test('it does not matter who is named first in a game', () => {
  const anyGame = fc.record({
    pair: fc.constantFrom([0, 1], [0, 2], [1, 2], [2, 3]),
    score: fc.constantFrom(0, 0.5, 1),
    unit: fc.nat(5),
  });
  fc.assert(
    fc.property(fc.array(anyGame, { minLength: 1, maxLength: 30 }), (all) => {
      const games = all.map(({ pair: [first = 0, second = 0], ...rest }) => ({ first, second, ...rest }));
      const turned = games.map(({ first, second, score, unit }) => ({
        first: second,
        second: first,
        score: 1 - score,
        unit,
      }));
      const others = bradleyTerry(4, turned, 0.5);
      for (const [index, { strength }] of bradleyTerry(4, games, 0.5).entries())
        expect(others[index]?.strength).toBeCloseTo(strength, 9);
    }),
  );
});

test('one who has won 2,000 times and never lost has a strength that is finite', () => {
  const games = Array.from({ length: 2_000 }, (_, unit) => ({ first: 0, second: 1, score: 1, unit }));
  const [one] = bradleyTerry(2, games, 0.5);
  expect(one?.strength).toBeGreaterThan(3);
  expect(Number.isFinite(one?.strength)).toBe(true);
});

test('all are linked when each has won against each by way of others, and grouped by whom they met', () => {
  const won = (first: number, second: number): Game => ({ first, second, score: 1, unit: 0 });
  expect(isLinked(3, [won(0, 1), won(1, 2), won(2, 0)])).toBe(true);
  expect(isLinked(3, [won(0, 1), won(1, 2)])).toBe(false);
  expect(isLinked(2, [{ ...won(0, 1), score: 0.5 }])).toBe(true);
  expect(groupsOf(5, [won(0, 3), won(1, 4), won(4, 1)])).toEqual([[0, 3], [1, 4], [2]]);
});
