import { resemblance, shinglesOf } from '../../../min-hash.ts';
import type { Candidate } from './candidates.ts';

/** From which similarity on a text is too much like one of its writer's own, or like one of others; 0 for never. */
export type SimilarityLimits = { own: number; others: number };

/** Whose text this one is too much like; undefined for none. */
export function tooAlike(
  text: string,
  candidates: readonly Candidate[],
  limits: SimilarityLimits,
): 'own' | 'others' | undefined {
  const says = likenessTo(text);
  const reaches = (own: number, limit: number) =>
    limit > 0 && candidates.some((one) => one.own === own && says(one.text, limit));
  if (reaches(1, limits.own)) return 'own';
  return reaches(0, limits.others) ? 'others' : undefined;
}

function likenessTo(text: string): (other: string, limit: number) => boolean {
  const skeleton = skeletonOf(text);
  const shingles = shinglesOf(text);
  return (other, limit) =>
    skeletonOf(other) === skeleton || (limit < 1 && resemblance(shingles, shinglesOf(other)) >= limit);
}

/**
 * The same for texts with the same letters, digits and signs of reckoning, in the same order: case, blanks and punctuation
 * are left out, but what 12 + 34 is, is not what 12 − 34 is.
 */
function skeletonOf(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\p{White_Space}\p{Default_Ignorable_Code_Point}]+/gu, '')
    .replace(/((?<=[\p{N}\p{L})])[-*/^%](?=[\p{N}\p{L}(]))|[^\p{L}\p{M}\p{N}\p{Sm}\p{Sc}]/gu, '$1');
}
