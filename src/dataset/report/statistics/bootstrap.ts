import { randomBinomial } from 'd3-random';
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';
import type { Interval } from './interval.ts';
import { quantilesOf } from './tally.ts';

/** Chance: from 0 up to, but not including, 1. */
export type Chance = () => number;

/** How often a sample is drawn anew. */
const RESAMPLES = 1_000;

const SEED = 20_261_128;
const MOST_UNDEFINED = 0.05; // of the resamples, for an interval to be told

/** Chance that is the same every time, so that the same data give the same report. */
export function seededChance(seed: number = SEED): Chance {
  const generator = xoroshiro128plus(seed);
  return () => uniformFloat64(generator);
}

/**
 * Draws as many units as there are, with replacement, again and again, and gives each time how many are of each kind: the
 * multinomial distribution, one binomial after another, which takes no longer for more units. The array is the same every
 * time.
 */
export function* resample(
  units: readonly number[],
  { chance = seededChance(), times = RESAMPLES }: { chance?: Chance; times?: number } = {},
): Generator<Float64Array> {
  const binomial = randomBinomial.source(chance);
  const all = units.reduce((sum, count) => sum + count, 0);
  const drawn = new Float64Array(units.length);
  for (let time = 0; time < times; time += 1) {
    let [toDraw, ahead] = [all, all];
    for (const [kind, count] of units.entries()) {
      const here = count === ahead ? toDraw : binomial(toDraw, count / ahead)();
      drawn[kind] = here;
      toDraw -= here;
      ahead -= count;
    }
    yield drawn;
  }
}

/**
 * The percentile interval of a statistic that was computed of each resample: Efron and Tibshirani, "An introduction to
 * the bootstrap" (1993), chapter 13; for α, with things as the units that are drawn, Zapf and others, "Measuring
 * inter-rater reliability for nominal data", BMC Medical Research Methodology 16:93 (2016). Resamples of which it is not
 * defined (NaN) are left out; where those are many there is no interval.
 */
export function percentileInterval(statistics: readonly number[]): Interval | undefined {
  const defined = statistics.filter((statistic) => !Number.isNaN(statistic));
  if (defined.length === 0 || statistics.length - defined.length > MOST_UNDEFINED * statistics.length)
    return undefined;
  const tally = new Map<number, number>();
  for (const statistic of defined) tally.set(statistic, (tally.get(statistic) ?? 0) + 1);
  const [low = Number.NaN, high = Number.NaN] = quantilesOf(tally, [0.025, 0.975]);
  return { low, high };
}
