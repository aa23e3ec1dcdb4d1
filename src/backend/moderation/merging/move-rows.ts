import type { Trx } from '../../db.ts';
import type { Pair } from './drop-opinions.ts';

const tables = [
  'backend_messages',
  'backend_labels',
  'backend_rankings',
  'backend_prompt_votes',
  'backend_emojis',
  'backend_ratings',
  'backend_revisions',
  'backend_acts',
] as const;

/** Makes everything the source wrote or said the destination's, once nothing of it is there twice. */
export async function moveRows(trx: Trx, { source, destination }: Pair): Promise<void> {
  await keepBothReplies(trx, { source, destination });
  await moveTrees(trx, { source, destination });
  for (const table of tables)
    await trx.updateTable(table).set({ user_id: destination }).where('user_id', '=', source).execute();
  await moveSummaries(trx, { source, destination });
  for (const table of ['backend_scores', 'backend_troll_scores'] as const)
    await trx.deleteFrom(table).where('user_id', '=', source).execute(); // counted anew with the next standings
}

/** Before the prompts are moved: they lead to their trees. */
async function moveTrees(trx: Trx, { source, destination }: Pair) {
  await trx
    .updateTable('backend_trees')
    .set({ author_id: destination })
    .where('id', 'in', ({ selectFrom }) =>
      selectFrom('backend_messages')
        .select('backend_messages.id')
        .where('backend_messages.user_id', '=', source)
        .where('backend_messages.parent_id', 'is', null),
    )
    .execute();
}

/**
 * Where both answered the same message, no text is lost: the source's reply stays without its task, as an imported
 * one is, because only one reply a person can be written for a task.
 */
async function keepBothReplies(trx: Trx, { source, destination }: Pair) {
  await trx
    .updateTable('backend_messages')
    .set({ task_id: null })
    .where('user_id', '=', source)
    .where('parent_id', 'in', ({ selectFrom }) =>
      selectFrom('backend_messages as other')
        .select('other.parent_id')
        .where('other.user_id', '=', destination)
        .where('other.parent_id', 'is not', null),
    )
    .execute();
}

/** A second summary of the same story has no place: it stays with the account that is deleted. */
async function moveSummaries(trx: Trx, { source, destination }: Pair) {
  await trx
    .updateTable('backend_summaries')
    .set({ user_id: destination })
    .where('user_id', '=', source)
    .where('story_id', 'not in', ({ selectFrom }) =>
      selectFrom('backend_summaries as other')
        .select('other.story_id')
        .where('other.user_id', '=', destination),
    )
    .execute();
}
