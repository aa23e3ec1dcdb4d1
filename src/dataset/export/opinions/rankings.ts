import type { Db } from '../../../backend/db.ts';
import { Payload } from '../../../backend/tasks/task-row.ts';
import { IMPORTED } from '../../names.ts';
import type { RankingEvent } from '../../record.ts';
import { userName } from '../read.ts';

/** The rankings of each parent's replies in some trees, the oldest first. */
export async function rankingsOf(db: Db, treeIds: readonly string[]): Promise<Map<string, RankingEvent[]>> {
  const rankings = await ballots(db, treeIds);
  const places = Map.groupBy(await placesIn(db, treeIds), ({ ranking_id }) => ranking_id);
  const events = rankings.map((ranking) => {
    const ranked = places.get(ranking.id) ?? [];
    const event: RankingEvent = {
      type: 'ranking',
      user_id: userName(ranking.user_id, ranking.user_client, ranking.username),
      ranking: asShown(
        ranked.map(({ message_id }) => message_id),
        ranking.payload,
      ),
      ranked_message_ids: ranked.map(nameOf),
      ranking_parent_id: nameOf({ ...ranking, message_id: ranking.parent_id }),
      message_tree_id: ranking.tree_name ?? ranking.tree_id,
      not_rankable: ranking.not_rankable === 1,
    };
    return { parentId: ranking.parent_id, event };
  });
  const byParent = Map.groupBy(events, ({ parentId }) => parentId);
  return new Map(byParent.entries().map(([id, all]) => [id, all.map(({ event }) => event)]));
}

/** Where each of the ranked stood in the list that was shown; in their own order when nobody knows any more. */
export function asShown(ranked: readonly string[], payload: string | null): number[] {
  const shown = payload === null ? [] : Payload.parse(JSON.parse(payload)).candidates;
  const places = ranked.map((id) => shown.indexOf(id));
  return places.includes(-1) ? [...ranked.keys()] : places;
}

/** What a message is called in the files. */
export function nameOf(row: { message_id: string; client: string; frontend_message_id: string }) {
  return row.client === IMPORTED ? row.frontend_message_id : row.message_id;
}

function ballots(db: Db, treeIds: readonly string[]) {
  return db
    .selectFrom('backend_messages as parent')
    .innerJoin('backend_rankings as ranking', 'ranking.parent_id', 'parent.id')
    .innerJoin('backend_users as user', 'user.id', 'ranking.user_id')
    .leftJoin('backend_tasks as task', 'task.id', 'ranking.task_id')
    .leftJoin('backend_imported as imported', 'imported.message_id', 'parent.tree_id')
    .select([
      'ranking.id',
      'ranking.tree_id',
      'ranking.parent_id',
      'ranking.user_id',
      'ranking.not_rankable',
      'parent.client',
      'parent.frontend_message_id',
      'user.client as user_client',
      'user.username',
      'task.payload',
      'imported.tree_name',
    ])
    .where('parent.tree_id', 'in', treeIds)
    .where('user.enabled', '=', 1)
    .where('user.deleted', '=', 0)
    .orderBy('ranking.created_at')
    .orderBy('ranking.id')
    .execute();
}

function placesIn(db: Db, treeIds: readonly string[]) {
  return db
    .selectFrom('backend_messages as message')
    .innerJoin('backend_places as ranked', 'ranked.message_id', 'message.id')
    .select(['ranked.ranking_id', 'ranked.message_id', 'message.client', 'message.frontend_message_id'])
    .where('message.tree_id', 'in', treeIds)
    .orderBy('ranked.ranking_id')
    .orderBy('ranked.place')
    .execute();
}
