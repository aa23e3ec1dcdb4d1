import type { Db } from '../../../backend/db.ts';
import { compareIds } from '../../compare-ids.ts';
import { nameOf } from '../../names.ts';
import type { RankingEvent } from '../../record.ts';
import type { People } from '../people.ts';
import { asShown } from './rankings.ts';

/**
 * For each prompt of some trees, how people ranked it against prompts of other trees, the oldest first: the whole
 * ranking, and no parent, because prompts answer nothing.
 */
export async function votesOn(
  db: Db,
  treeIds: readonly string[],
  people: People,
): Promise<Map<string, RankingEvent[]>> {
  const rows = (await placesAround(db, treeIds)).sort(
    (a, b) => a.created_at - b.created_at || compareIds(a.user_id, b.user_id) || a.place - b.place,
  );
  const known = await people.among(rows.map(({ user_id }) => user_id));
  const counted = rows.filter(({ user_id }) => known.get(user_id)?.withdrawn === false);
  const ballots = Map.groupBy(counted, ({ prompt_id, user_id }) => `${prompt_id}/${user_id}`);
  const events = [...ballots.values()].flatMap(([first, ...others]) => {
    if (!first) return [];
    const ranked = [first, ...others];
    const event: RankingEvent = {
      type: 'ranking',
      user_id: known.get(first.user_id)?.name,
      ranking: asShown(
        ranked.map(({ id }) => id),
        first.payload,
      ),
      ranked_message_ids: ranked.map(nameOf),
      not_rankable: first.not_rankable === 1,
    };
    return [{ promptId: first.prompt_id, event }];
  });
  const byPrompt = Map.groupBy(events, ({ promptId }) => promptId);
  return new Map(byPrompt.entries().map(([id, all]) => [id, all.map(({ event }) => event)]));
}

/** Every vote on the prompts, once with each place of the ranking that it is part of; a skipped prompt has no place. */
export async function placesAround(db: Db, promptIds: readonly string[]) {
  const rows = await db
    .selectFrom('backend_prompt_votes as vote')
    .innerJoin('backend_prompt_votes as place', (join) =>
      join.onRef('place.task_id', '=', 'vote.task_id').onRef('place.user_id', '=', 'vote.user_id'),
    )
    .innerJoin('backend_messages as ranked', 'ranked.id', 'place.prompt_id')
    .leftJoin('backend_tasks as task', 'task.id', 'vote.task_id')
    .select([
      'vote.prompt_id',
      'vote.user_id',
      'vote.task_id',
      'vote.not_rankable',
      'vote.created_at',
      'place.place',
      'ranked.id',
      'ranked.client',
      'ranked.frontend_message_id',
      'task.payload',
    ])
    .where('vote.prompt_id', 'in', promptIds)
    .where('vote.place', 'is not', null)
    .where('place.place', 'is not', null)
    .execute();
  return rows.map((row) => ({ ...row, place: row.place ?? 0 }));
}
