import type { Trx } from '../../db.ts';

/** The trees that somebody wrote or judged in, in the order in which they are locked. */
export async function touchedTrees(trx: Trx, userId: string): Promise<string[]> {
  const written = await trx
    .selectFrom('backend_messages')
    .select('tree_id')
    .where('user_id', '=', userId)
    .execute();
  const judged = await trx
    .selectFrom('backend_messages')
    .select('tree_id')
    .where(({ or, eb, selectFrom }) =>
      or([
        eb('id', 'in', selectFrom('backend_labels').select('message_id').where('user_id', '=', userId)),
        eb('id', 'in', selectFrom('backend_emojis').select('message_id').where('user_id', '=', userId)),
        eb('id', 'in', selectFrom('backend_rankings').select('parent_id').where('user_id', '=', userId)),
        eb('id', 'in', selectFrom('backend_prompt_votes').select('prompt_id').where('user_id', '=', userId)),
      ]),
    )
    .execute();
  return [...new Set([...written, ...judged].map(({ tree_id }) => tree_id))].sort();
}
