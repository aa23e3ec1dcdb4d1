import type { Trx } from '../../db.ts';
import { lockRow } from '../../lock-row.ts';
import { countRankings, countVotes } from '../../trees/counts.ts';
import type { Dropped } from './drop-opinions.ts';

/** Makes counts equal the rows again, and says in which trees. What was decided stays decided. */
export async function recount(trx: Trx, { reviewed, ranked, votedOn, rated }: Dropped): Promise<string[]> {
  const trees = new Set<string>();
  for (const id of new Set(reviewed)) trees.add(await recountReviews(trx, id));
  for (const id of new Set(ranked)) trees.add(await countRankings(trx, id));
  for (const id of new Set(votedOn)) await countVotes(trx, id);
  for (const id of [...new Set(rated)].sort()) await recountRatings(trx, id);
  return [...trees].sort();
}

async function recountReviews(trx: Trx, id: string) {
  const { tree_id } = await trx
    .updateTable('backend_messages')
    .set(({ selectFrom }) => ({
      review_count: selectFrom('backend_labels')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .where('message_id', '=', id)
        .where('kind', '=', 'review'),
    }))
    .where('id', '=', id)
    .returning('tree_id')
    .executeTakeFirstOrThrow();
  return tree_id;
}

async function recountRatings(trx: Trx, id: string) {
  await lockRow(trx, 'backend_summaries', id); // a rating that is just being given is counted, or adds itself later
  await trx
    .updateTable('backend_summaries')
    .set(({ selectFrom }) => ({
      rating_count: selectFrom('backend_ratings')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .where('summary_id', '=', id),
    }))
    .where('id', '=', id)
    .execute();
}
