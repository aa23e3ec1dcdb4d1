import type { Db } from '../../../backend/db.ts';
import type { People } from '../people.ts';

/** How many people have reviewed or ranked each message of some trees, but for those who have left or were shut out. */
export async function judgesOf(
  db: Db,
  treeIds: readonly string[],
  people: People,
): Promise<ReadonlyMap<string, number>> {
  const rows = [
    ...(await reviewers(db, treeIds)),
    ...(await rankers(db, treeIds)),
    ...(await voters(db, treeIds)),
  ];
  const known = await people.among(rows.map(({ user_id }) => user_id));
  const counted = rows.filter(({ user_id }) => known.get(user_id)?.withdrawn === false);
  const byMessage = Map.groupBy(counted, ({ message_id }) => message_id);
  return new Map(
    byMessage.entries().map(([id, all]) => [id, new Set(all.map(({ user_id }) => user_id)).size]),
  );
}

function reviewers(db: Db, treeIds: readonly string[]) {
  return db
    .selectFrom('backend_messages as message')
    .innerJoin('backend_labels as given', 'given.message_id', 'message.id')
    .select(['given.message_id', 'given.user_id'])
    .where('message.tree_id', 'in', treeIds)
    .where('given.kind', '=', 'review')
    .execute();
}

function rankers(db: Db, treeIds: readonly string[]) {
  return db
    .selectFrom('backend_messages as message')
    .innerJoin('backend_places as place', 'place.message_id', 'message.id')
    .innerJoin('backend_rankings as ranking', 'ranking.id', 'place.ranking_id')
    .select(['place.message_id', 'ranking.user_id'])
    .where('message.tree_id', 'in', treeIds)
    .execute();
}

function voters(db: Db, treeIds: readonly string[]) {
  return db
    .selectFrom('backend_prompt_votes')
    .select(['prompt_id as message_id', 'user_id'])
    .where('prompt_id', 'in', treeIds)
    .where('place', 'is not', null)
    .execute();
}
