import type { KtoLine } from '../../schemas/kto.ts';

/** What is known of a reply. */
export type Judged = {
  isRefused: boolean;
  /** Its place among the exported siblings that were ranked, 0 the best; undefined where it has none. */
  place: number | undefined;
  /** How many have a place there. */
  ranked: number;
  /** The mean of its reviewers' values, from 0 to 1; undefined where none gave one. */
  quality: number | undefined;
};

const MIDDLE = 0.5;

/**
 * Whether a reply is good, and what says so. The first that says something decides: reviewers refused it (bad); of two
 * or more ranked replies it is in the better half (good) or in the worse (bad), the one in the middle in neither; its
 * mean quality is above the middle of the scale (good) or below (bad). Undefined where nothing says anything.
 */
export function goodOrBad({
  isRefused,
  place,
  ranked,
  quality,
}: Judged): { isGood: boolean; by: KtoLine['label_by'] } | undefined {
  if (isRefused) return { isGood: false, by: 'refused' };
  const middle = (ranked - 1) / 2;
  if (place !== undefined && place !== middle) return { isGood: place < middle, by: 'rank' };
  if (quality !== undefined && quality !== MIDDLE) return { isGood: quality > MIDDLE, by: 'quality' };
  return undefined;
}
