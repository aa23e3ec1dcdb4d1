import type { Trx } from '../db.ts';

// Call these with the tree locked: on PostgreSQL a count does not see what another transaction is about to add.

/** Makes the number of rankings of a message equal the rows of those people who count; gives its tree. */
export async function countRankings(trx: Trx, id: string): Promise<string> {
  const { tree_id } = await trx
    .updateTable('backend_messages')
    .set(({ selectFrom }) => ({
      ranking_count: selectFrom('backend_places')
        .innerJoin('backend_rankings', 'backend_rankings.id', 'backend_places.ranking_id')
        .innerJoin('backend_users', 'backend_users.id', 'backend_rankings.user_id')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .where('backend_places.message_id', '=', id)
        .where('backend_users.enabled', '=', 1)
        .where('backend_users.deleted', '=', 0),
    }))
    .where('id', '=', id)
    .returning('tree_id')
    .executeTakeFirstOrThrow();
  return tree_id;
}

/** Makes the number of votes on a prompt equal its rows; a skip is none. */
export async function countVotes(trx: Trx, id: string): Promise<void> {
  await trx
    .updateTable('backend_trees')
    .set(({ selectFrom }) => ({
      prompt_votes: selectFrom('backend_prompt_votes')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .where('prompt_id', '=', id)
        .where('place', 'is not', null),
    }))
    .where('id', '=', id)
    .execute();
}
