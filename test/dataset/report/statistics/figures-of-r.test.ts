import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { rankedPairs } from '../../../../src/backend/trees/ranked-pairs.ts';
import {
  percentileInterval,
  resample,
  seededChance,
} from '../../../../src/dataset/report/statistics/bootstrap.ts';
import { effectiveSize } from '../../../../src/dataset/report/statistics/effective-size.ts';
import { fragility } from '../../../../src/dataset/report/statistics/fragility.ts';
import { gini, shareOfLargest } from '../../../../src/dataset/report/statistics/gini.ts';
import { wilson } from '../../../../src/dataset/report/statistics/interval.ts';
import { createJudged, type Pattern } from '../../../../src/dataset/report/statistics/judged.ts';
import { alphaOf } from '../../../../src/dataset/report/statistics/krippendorff.ts';
import { compareOrders, kendallTau } from '../../../../src/dataset/report/statistics/orders.ts';
import { meanOf, quantilesOf } from '../../../../src/dataset/report/statistics/tally.ts';

// What R says of the same data: fixtures/figures.R makes the file.
const Numbers = z.array(z.number());
const Ends = z.tuple([z.number(), z.number()]);
const Things = z.array(Numbers);
const metrics = ['nominal', 'ordinal', 'interval'] as const;
const ofMetrics = <T extends z.ZodType>(of: T) => z.object({ nominal: of, ordinal: of, interval: of });
const Figures = z.object({
  quantiles: z.array(z.object({ x: Numbers, levels: Numbers, mean: z.number(), quantiles: Numbers })),
  shares: z.array(z.object({ share: z.number(), size: z.number(), interval: Ends })),
  clusters: z.array(z.object({ things: Things, share: z.number(), size: z.number(), interval: Ends })),
  agreements: z.array(z.object({ things: Things, alpha: ofMetrics(z.number()) })),
  bootstrap: z.object({ things: Things, places: z.array(Numbers), interval: ofMetrics(Ends) }),
  orders: z.array(
    z.object({ one: Numbers, other: Numbers, tau: z.number().nullable(), distance: z.number() }),
  ),
  inequalities: z.array(z.object({ x: Numbers, gini: z.number(), largest: z.number() })),
  fragile: z.array(z.object({ ballots: Things, winner: z.number(), fewest: z.number().nullable() })),
});
const file = new URL('../fixtures/figures.json', import.meta.url);
const figures = Figures.parse(JSON.parse(readFileSync(file, 'utf8')));

const NEAR = 9; // digits
const numbered = <T>(all: readonly T[]) => all.map((of, index) => [index, of] as const);

function tally(numbers: readonly number[]): Map<number, number> {
  return new Map([...Map.groupBy(numbers, (one) => one)].map(([value, all]) => [value, all.length]));
}

function patternsOf(things: readonly (readonly number[])[]): Pattern[] {
  const judged = createJudged();
  for (const values of things) judged.add(values);
  return judged.patterns();
}

const unitsOf = (patterns: readonly Pattern[]) => patterns.map(({ units }) => units);

describe('as R computes them', () => {
  test.each(numbered(figures.quantiles))('quantiles and means of sample %i', (_, { x, levels, ...of }) => {
    const found = quantilesOf(tally(x), levels);
    expect(found).toHaveLength(of.quantiles.length);
    for (const [index, quantile] of of.quantiles.entries()) expect(found[index]).toBeCloseTo(quantile, NEAR);
    expect(meanOf(tally(x))).toBeCloseTo(of.mean, NEAR);
  });

  test.each(numbered(figures.shares))("Wilson's interval of share %i", (_, { share, size, interval }) => {
    const { low, high } = wilson(share, size);
    expect(low).toBeCloseTo(interval[0], NEAR);
    expect(high).toBeCloseTo(interval[1], NEAR);
  });

  test.each(numbered(figures.clusters))('the size that judgements of things have, sample %i', (_, sample) => {
    const size = effectiveSize(patternsOf(sample.things));
    expect(size).toBeCloseTo(sample.size, NEAR);
    const { low, high } = wilson(sample.share, size);
    expect(low).toBeCloseTo(sample.interval[0], NEAR);
    expect(high).toBeCloseTo(sample.interval[1], NEAR);
  });

  test.each(numbered(figures.agreements))("Krippendorff's α of sample %i", (_, { things, alpha }) => {
    const patterns = patternsOf(things);
    for (const metric of metrics)
      expect(alphaOf(patterns, metric)(unitsOf(patterns))).toBeCloseTo(alpha[metric], NEAR);
  });

  test.each(metrics)('the interval of %s α over the same resamples', (metric) => {
    const { things, places, interval } = figures.bootstrap;
    const patterns = patternsOf(things);
    const kinds = new Map(patterns.map(({ values }, kind) => [values.join(), kind]));
    const kindOf = (place = 0) => kinds.get(things[place]?.toSorted((a, b) => a - b).join() ?? '');
    const alpha = alphaOf(patterns, metric);
    const drawn = places.map((some) => {
      const units = new Float64Array(patterns.length);
      for (const kind of some.map(kindOf)) if (kind !== undefined) units[kind] = (units[kind] ?? 0) + 1;
      return alpha(units);
    });
    const found = percentileInterval(drawn);
    expect(found?.low).toBeCloseTo(interval[metric][0], NEAR);
    expect(found?.high).toBeCloseTo(interval[metric][1], NEAR);
  });

  test.each(numbered(figures.orders))(
    "Kendall's τ and the distance of orders %i",
    (_, { one, other, ...of }) => {
      const compared = compareOrders(one, other);
      expect(compared.turned).toBe(of.distance);
      if (of.tau === null) expect(kendallTau(compared)).toBeNaN();
      else expect(kendallTau(compared)).toBeCloseTo(of.tau, NEAR);
    },
  );

  test.each(numbered(figures.inequalities))("Gini's index of sample %i", (_, { x, ...of }) => {
    expect(gini(x)).toBeCloseTo(of.gini, NEAR);
    expect(shareOfLargest(x, 5)).toBeCloseTo(of.largest, NEAR);
  });

  test.each(numbered(figures.fragile))('how fragile election %i is', (_, { ballots, winner, fewest }) => {
    const winnerOf = (some: readonly (readonly number[])[]) => Number(rankedPairs(some.map(named))[0]);
    expect(winnerOf(ballots)).toBe(winner);
    const expected = fewest === null ? { is: 'nobody' } : { is: 'people', people: fewest };
    expect(fragility(ballots, winnerOf)).toEqual(expected);
  });
});

const named = (order: readonly number[]) => order.map(String);

test('the samples of R are not all alike', () => {
  expect(new Set(figures.fragile.map(({ fewest }) => fewest)).size).toBeGreaterThan(4);
  expect(figures.clusters.some(({ things, size }) => size < things.flat().length * 0.7)).toBe(true);
  expect(figures.agreements.filter(({ alpha }) => alpha.ordinal > 0.2 && alpha.ordinal < 0.95)).toHaveLength(
    5,
  );
});

test("Krippendorff's own example has the values that he gives", () => {
  const o = undefined;
  const coders = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, o, o, o],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, o, 3],
    [o, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, o],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, o],
  ];
  const things = [...(coders[0] ?? [])].map((_, unit) => coders.flatMap((own) => own[unit] ?? []));
  const patterns = patternsOf(things);
  const rounded = metrics.map((metric) => alphaOf(patterns, metric)(unitsOf(patterns)).toFixed(3));
  expect(rounded).toEqual(['0.743', '0.815', '0.849']);
});

test('what is not defined is no number', () => {
  const once = patternsOf([[1], [0], [1]]);
  expect(alphaOf(once, 'nominal')(unitsOf(once))).toBeNaN();
  const same = patternsOf([
    [1, 1],
    [1, 1, 1],
  ]);
  expect(alphaOf(same, 'ordinal')(unitsOf(same))).toBeNaN();
  expect(gini([])).toBeNaN();
  expect(meanOf(new Map())).toBeNaN();
});

test('resamples have as many units, and of each kind what the multinomial distribution has', () => {
  const units = [2_000, 7, 60, 3, 430];
  const seen = Array.from(resample(units, { chance: seededChance(7), times: 4_000 }), (some) => [...some]);
  const all = 2_500;
  expect(seen.every((some) => sum(some) === all)).toBe(true);
  for (const [kind, count] of units.entries()) {
    const own = seen.map((some) => some[kind] ?? Number.NaN);
    const mean = sum(own) / own.length;
    const variance = sum(own.map((one) => (one - mean) ** 2)) / (own.length - 1);
    const expected = count * (1 - count / all);
    expect(Math.abs(mean - count)).toBeLessThan(4 * Math.sqrt(expected / own.length));
    expect(Math.abs(variance / expected - 1)).toBeLessThan(0.1);
  }
});

test('resamples are the same every time', () => {
  const seen = () => Array.from(resample([5, 6, 7]), (some) => [...some]);
  expect(seen()).toEqual(seen());
  expect(new Set(seen().map(String)).size).toBeGreaterThan(20);
});

test('a resample of nothing is empty, and a kind without units stays without', () => {
  expect(Array.from(resample([], { times: 2 }), (some) => [...some])).toEqual([[], []]);
  expect(Array.from(resample([0, 3], { times: 2 }), (some) => [...some])).toEqual([
    [0, 3],
    [0, 3],
  ]);
});

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);

test('an interval is not told where many resamples say nothing', () => {
  const all = Array.from({ length: 100 }, (_, index) => index);
  expect(percentileInterval(all.map((one) => (one < 6 ? Number.NaN : one)))).toBeUndefined();
  expect(percentileInterval(all.map((one) => (one < 5 ? Number.NaN : one)))?.low).toBeGreaterThan(5);
  expect(percentileInterval([])).toBeUndefined();
});

test('an election of many is looked into as far as there is time, and says how far that was', () => {
  const ballots = Array.from({ length: 24 }, (_, voter) => (voter < 12 ? [0, 1] : [1, 0]));
  const held: number[] = [];
  const winnerOf = (some: readonly (readonly number[])[]) => {
    held.push(some.length);
    return 0;
  };
  expect(fragility(ballots, winnerOf)).toEqual({ is: 'nobody' });
  expect(held).toHaveLength(13 * 13 - 1); // whose votes are the same are not told apart
  const different = Array.from({ length: 20 }, (_, voter) => [voter]);
  held.length = 0;
  expect(fragility(different, winnerOf)).toEqual({ is: 'moreThan', people: 3 });
  expect(held).toHaveLength(4_097);
});
