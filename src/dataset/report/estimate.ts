import { percentileInterval, resample } from './statistics/bootstrap.ts';
import { effectiveSize } from './statistics/effective-size.ts';
import { type Interval, wilson } from './statistics/interval.ts';
import { type Pattern, tallyOf } from './statistics/judged.ts';
import { alphaOf, type Metric } from './statistics/krippendorff.ts';
import { meanOf } from './statistics/tally.ts';

/** From how many things on something is said of all that are like them; of fewer the numbers themselves are all there is. */
export const FEWEST = 10;

/** A number of a sample, and between which two it is in all that the sample is from, with a probability of 95 %. */
export type Estimate = { value: number } & Interval;

/** The share of yes (1) among judgements, with Wilson's interval for judgements that go together by thing. */
export function shareOf(patterns: readonly Pattern[]): Estimate | null {
  if (thingsIn(patterns) < FEWEST) return null;
  const value = meanOf(tallyOf(patterns));
  return { value, ...wilson(value, effectiveSize(patterns)) };
}

/** The mean of all values, with the bootstrap's interval over things. */
export function meanEstimate(patterns: readonly Pattern[]): Estimate | null {
  const sums = patterns.map(({ values }) => values.reduce((sum, value) => sum + value, 0));
  const sizes = patterns.map(({ values }) => values.length);
  const mean = (units: ArrayLike<number>) => weighed(sums, units) / weighed(sizes, units);
  return estimated(patterns, mean, thingsIn(patterns));
}

/** Krippendorff's α, with the bootstrap's interval over things; only those that several people judged say anything. */
export function agreementOf(patterns: readonly Pattern[], metric: Metric): Estimate | null {
  const several = patterns.filter(({ values }) => values.length > 1);
  return estimated(several, alphaOf(several, metric), thingsIn(several));
}

/** How many things there are. */
export function thingsIn(patterns: readonly Pattern[]): number {
  return patterns.reduce((sum, { units }) => sum + units, 0);
}

function estimated(
  patterns: readonly Pattern[],
  statistic: (units: ArrayLike<number>) => number,
  things: number,
): Estimate | null {
  if (things < FEWEST) return null;
  const units = patterns.map((pattern) => pattern.units);
  const value = statistic(units);
  if (Number.isNaN(value)) return null;
  const interval = percentileInterval(Array.from(resample(units), statistic));
  return interval ? { value, ...interval } : null;
}

function weighed(numbers: readonly number[], units: ArrayLike<number>) {
  return numbers.reduce((sum, number, index) => sum + number * (units[index] ?? 0), 0);
}
