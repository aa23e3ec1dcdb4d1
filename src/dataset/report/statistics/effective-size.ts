import { sum } from '../../counting.ts';
import type { Pattern } from './judged.ts';

/**
 * How many independent judgements of yes (1) and no (0) say as much of the share of yes as these, of which those of one
 * thing go together: their number by Kish's design effect, the variance of the share by whole things over that of as many
 * independent judgements, and never more than there are. Kish, "Survey sampling" (1965), chapters 5.4 and 8.2; for
 * Wilson's interval of such samples Dean and Pagano, "Evaluating confidence interval methods for binomial proportions in
 * clustered surveys", Journal of Survey Statistics and Methodology 3 (2015).
 */
export function effectiveSize(patterns: readonly Pattern[]): number {
  let [things, judgements, yes] = [0, 0, 0];
  for (const { values, units } of patterns) {
    things += units;
    judgements += units * values.length;
    yes += units * sum(values);
  }
  const share = yes / judgements;
  const independent = (share * (1 - share)) / (judgements - 1);
  if (things < 2 || share === 0 || share === 1) return judgements;
  const squares = patterns.reduce(
    (total, { values, units }) => total + units * (sum(values) - share * values.length) ** 2,
    0,
  );
  const variance = ((things / (things - 1)) * squares) / judgements ** 2;
  return judgements / Math.max(1, variance / independent);
}
