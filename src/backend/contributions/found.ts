import type { Db } from '../db.ts';
import { storedLabels } from '../messages/stored-labels.ts';
import type { ReviewLabels } from '../trees/acceptance.ts';

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
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('backend_labels')
    .select(['message_id', 'labels'])
    .where('message_id', 'in', ids)
    .where('kind', '=', 'review')
    .execute();
  const byMessage = Map.groupBy(rows, ({ message_id }) => message_id);
  return new Map([...byMessage].map(([id, some]) => [id, foundIn(some.map(storedLabels))]));
}
