import type { Trx } from '../db.ts';
import { withdrawRankings } from '../trees/withdraw-rankings.ts';

/** What lost an opinion that is counted, by id, and the messages whose replies were ranked. */
export type DroppedIn = Record<'reviewed' | 'votedOn' | 'parents', string[]>;

/** Takes away everything somebody said of the messages of one tree. The tree must be locked. */
export async function dropOpinionsIn(trx: Trx, userId: string, treeId: string): Promise<DroppedIn> {
  const inTree = trx.selectFrom('backend_messages').select('id').where('tree_id', '=', treeId);
  for (const table of ['backend_emojis', 'backend_revisions'] as const)
    await trx.deleteFrom(table).where('user_id', '=', userId).where('message_id', 'in', inTree).execute();
  const labels = await trx
    .deleteFrom('backend_labels')
    .where('user_id', '=', userId)
    .where('message_id', 'in', inTree)
    .returning(['message_id', 'kind'])
    .execute();
  const votes = await trx
    .deleteFrom('backend_prompt_votes')
    .where('user_id', '=', userId)
    .where('prompt_id', '=', treeId)
    .returning('prompt_id')
    .execute();
  return {
    reviewed: labels.filter(({ kind }) => kind === 'review').map(({ message_id }) => message_id),
    votedOn: votes.map(({ prompt_id }) => prompt_id),
    parents: await dropRankings(trx, userId, treeId),
  };
}

async function dropRankings(trx: Trx, userId: string, treeId: string) {
  const rankings = await trx
    .selectFrom('backend_rankings')
    .select(['id', 'parent_id'])
    .where('user_id', '=', userId)
    .where('tree_id', '=', treeId)
    .execute();
  await withdrawRankings(
    trx,
    rankings.map(({ id }) => id),
  );
  return rankings.map(({ parent_id }) => parent_id);
}
