/** The labels of one review: name to value from 0 to 1. */
export type ReviewLabels = Readonly<Record<string, number>>;

/**
 * True when reviewers let a message in, false when they refuse it, undefined while there are too few reviews.
 * Score = 1 − (mean spam + mean wrong language), a label left out counting as 0; it must be above `threshold`
 * (`_calculate_acceptance` of the reference backend).
 */
export function acceptance(
  reviews: readonly ReviewLabels[],
  { needed, threshold }: { needed: number; threshold: number },
): boolean | undefined {
  if (reviews.length < needed || reviews.length === 0) return undefined;
  return 1 - (mean(reviews, 'spam') + mean(reviews, 'lang_mismatch')) > threshold + ROUNDING;
}

const ROUNDING = 1e-9; // so that 1 − 0.4, which is 0.6 and a bit in binary, still fails a threshold of 0.6

function mean(reviews: readonly ReviewLabels[], label: string) {
  return reviews.reduce((sum, labels) => sum + (labels[label] ?? 0), 0) / reviews.length;
}
