import { sum } from '../../counting.ts';

/**
 * How unequally something is shared out: 0 when all have the same, near 1 when one has all. With numbers in ascending
 * order Σ(2i − n − 1)xᵢ / (n Σxᵢ): Gini 1912, in the form of Dixon and others, "Bootstrapping the Gini coefficient of
 * inequality", Ecology 68 (1987), not corrected for the size of the sample. NaN of nothing.
 */
export function gini(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  const all = sum(sorted);
  const weighted = sorted.reduce(
    (total, number, index) => total + (2 * index + 1 - sorted.length) * number,
    0,
  );
  return weighted / (sorted.length * all);
}

/** The share of all that the `most` largest have. NaN of nothing. */
export function shareOfLargest(numbers: readonly number[], most: number): number {
  const sorted = numbers.toSorted((a, b) => b - a);
  return sum(sorted.slice(0, most)) / sum(sorted);
}
