import { wireDate } from '../dates.ts';
import type { Db } from '../db.ts';
import { storedLabels } from '../messages/stored-labels.ts';
import type { Stretch } from './stretch.ts';

/** The reviews, labels and reports somebody gave. */
export async function labelsOf(db: Db, userId: string, { offset, limit }: Stretch) {
  const rows = await db
    .selectFrom('backend_labels')
    .selectAll()
    .where('user_id', '=', userId)
    .orderBy('created_at')
    .orderBy('id')
    .limit(limit)
    .offset(offset)
    .execute();
  return rows.map((row) => ({
    message_id: row.message_id,
    kind: row.kind,
    labels: storedLabels(row),
    text: row.text,
    created: wireDate(row.created_at),
  }));
}

/** The orders in which somebody put replies. */
export async function rankingsOf(db: Db, userId: string, { offset, limit }: Stretch) {
  const rankings = await db
    .selectFrom('backend_rankings')
    .selectAll()
    .where('user_id', '=', userId)
    .orderBy('created_at')
    .orderBy('id')
    .limit(limit)
    .offset(offset)
    .execute();
  const places = await placesIn(
    db,
    rankings.map(({ id }) => id),
  );
  return rankings.map(({ id, parent_id, not_rankable, created_at }) => ({
    parent_id,
    message_ids: (places.get(id) ?? []).map(({ message_id }) => message_id),
    none_usable: not_rankable === 1,
    created: wireDate(created_at),
  }));
}

async function placesIn(db: Db, rankingIds: readonly string[]) {
  if (rankingIds.length === 0) return new Map<string, { message_id: string }[]>();
  const places = await db
    .selectFrom('backend_places')
    .select(['ranking_id', 'message_id'])
    .where('ranking_id', 'in', rankingIds)
    .orderBy('place')
    .orderBy('message_id')
    .execute();
  return Map.groupBy(places, ({ ranking_id }) => ranking_id);
}

/** How somebody placed prompts among others. */
export async function votesOf(db: Db, userId: string, { offset, limit }: Stretch) {
  const rows = await db
    .selectFrom('backend_prompt_votes')
    .selectAll()
    .where('user_id', '=', userId)
    .orderBy('created_at')
    .orderBy('prompt_id')
    .limit(limit)
    .offset(offset)
    .execute();
  return rows.map(({ prompt_id, place, created_at }) => ({
    prompt_id,
    place,
    created: wireDate(created_at),
  }));
}

/** How somebody rated summaries. */
export async function ratingsOf(db: Db, userId: string, { offset, limit }: Stretch) {
  const rows = await db
    .selectFrom('backend_ratings')
    .selectAll()
    .where('user_id', '=', userId)
    .orderBy('created_at')
    .orderBy('summary_id')
    .limit(limit)
    .offset(offset)
    .execute();
  return rows.map(({ summary_id, rating, created_at }) => ({
    summary_id,
    rating,
    created: wireDate(created_at),
  }));
}

/** The reactions somebody gave. */
export async function emojisOf(db: Db, userId: string, { offset, limit }: Stretch) {
  const rows = await db
    .selectFrom('backend_emojis')
    .selectAll()
    .where('user_id', '=', userId)
    .orderBy('created_at')
    .orderBy('message_id')
    .orderBy('emoji')
    .limit(limit)
    .offset(offset)
    .execute();
  return rows.map(({ message_id, emoji, created_at }) => ({
    message_id,
    emoji,
    created: wireDate(created_at),
  }));
}
