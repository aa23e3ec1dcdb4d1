import type { Db } from '../../../backend/db.ts';
import type { RankingEvent } from '../../record.ts';
import { userName } from '../read.ts';
import { asShown, nameOf } from './rankings.ts';

/**
 * For each prompt of some trees, how people ranked it against prompts of other trees, the oldest first: the whole
 * ranking, and no parent, because prompts answer nothing.
 */
export async function votesOn(db: Db, treeIds: readonly string[]): Promise<Map<string, RankingEvent[]>> {
  const rows = await placesAround(db, treeIds);
  const ballots = Map.groupBy(rows, ({ prompt_id, user_id }) => `${prompt_id}/${user_id}`);
  const events = [...ballots.values()].flatMap(([first, ...others]) => {
    if (!first) return [];
    const ranked = [first, ...others];
    const event: RankingEvent = {
      type: 'ranking',
      user_id: userName(first.user_id, first.user_client, first.username),
      ranking: asShown(
        ranked.map(({ message_id }) => message_id),
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
function placesAround(db: Db, promptIds: readonly string[]) {
  return db
    .selectFrom('backend_prompt_votes as vote')
    .innerJoin('backend_prompt_votes as place', (join) =>
      join.onRef('place.task_id', '=', 'vote.task_id').onRef('place.user_id', '=', 'vote.user_id'),
    )
    .innerJoin('backend_messages as ranked', 'ranked.id', 'place.prompt_id')
    .innerJoin('backend_users as user', 'user.id', 'vote.user_id')
    .leftJoin('backend_tasks as task', 'task.id', 'vote.task_id')
    .select([
      'vote.prompt_id',
      'vote.user_id',
      'vote.not_rankable',
      'ranked.id as message_id',
      'ranked.client',
      'ranked.frontend_message_id',
      'user.client as user_client',
      'user.username',
      'task.payload',
    ])
    .where('vote.prompt_id', 'in', promptIds)
    .where('vote.place', 'is not', null)
    .where('place.place', 'is not', null)
    .where('user.enabled', '=', 1)
    .where('user.deleted', '=', 0)
    .orderBy('vote.created_at')
    .orderBy('vote.user_id')
    .orderBy('place.place')
    .execute();
}
