import type { Db } from '../../../backend/db.ts';
import type { People } from '../people.ts';

/** What somebody gave a summary, and what they are called in the files. */
export type Rating = { user: string; rating: number };

/** Ratings by people who have left or were disabled do not count, and neither does one's own. */
export async function ratingsOf(
  db: Db,
  summaryIds: readonly string[],
  people: People,
): Promise<Map<string, Rating[]>> {
  if (summaryIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('backend_ratings as given')
    .innerJoin('backend_summaries as summary', 'summary.id', 'given.summary_id')
    .select(['given.summary_id', 'given.rating', 'given.user_id'])
    .where('given.summary_id', 'in', summaryIds)
    .whereRef('given.user_id', '!=', 'summary.user_id')
    .orderBy('given.created_at')
    .orderBy('given.user_id')
    .execute();
  const known = await people.among(rows.map(({ user_id }) => user_id));
  const given = rows
    .filter(({ user_id }) => known.get(user_id)?.withdrawn === false)
    .map(({ summary_id, rating, user_id }) => ({
      summary_id,
      rating,
      user: known.get(user_id)?.name ?? user_id,
    }));
  return Map.groupBy(given, ({ summary_id }) => summary_id);
}

/** The mean of some ratings; null for none. */
export function meanRating(ratings: readonly Rating[]): number | null {
  const sum = ratings.reduce((total, { rating }) => total + rating, 0);
  return ratings.length > 0 ? sum / ratings.length : null;
}
