import type { Db } from '../db.ts';
import type { ReviewLabels } from '../trees/acceptance.ts';
import { reviewsOfMessages } from '../trees/reviews.ts';

/** How many of a message's reviewers found something in it. */
export type Found = { label: string; votes: number; of: number };

/** Labels that say what is wrong with a text; the scales say how good it is, and refuse nothing. */
const faults = [
  'spam',
  'lang_mismatch',
  'fails_task',
  'pii',
  'not_appropriate',
  'hate_speech',
  'sexual_content',
] as const;

/** What these reviewers found, the most often named first: a label counts for who gave it more than half. */
function foundIn(reviews: readonly ReviewLabels[]): Found[] {
  return faults
    .map((label) => ({
      label,
      votes: reviews.filter((labels) => (labels[label] ?? 0) > 0.5).length,
      of: reviews.length,
    }))
    .filter(({ votes }) => votes > 0)
    .sort((a, b) => b.votes - a.votes);
}

/** What reviewers found in each of these messages, by id. */
export async function foundInMessages(db: Db, ids: readonly string[]): Promise<Map<string, Found[]>> {
  const reviews = await reviewsOfMessages(db, ids);
  return new Map([...reviews].map(([id, some]) => [id, foundIn(some)]));
}
