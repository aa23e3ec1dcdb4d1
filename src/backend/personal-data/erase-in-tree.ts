import type { Backend } from '../context.ts';
import type { Trx } from '../db.ts';
import { noBands } from '../messages/alike/bands.ts';
import { deleteBranch } from '../moderation/delete-message.ts';
import { recount } from '../moderation/merging/recount.ts';
import { settleTree } from '../trees/settle-tree.ts';
import type { TreeState } from '../trees/tables.ts';
import { lockTree, setState, treeRow } from '../trees/trees.ts';
import { recountRankings } from '../trees/voices.ts';
import { forgetActsOn } from './acts.ts';
import { dropOpinionsIn } from './drop-opinions-in.ts';
import { leaveBallots } from './leave-ballots.ts';

const ended: ReadonlySet<TreeState> = new Set([
  'ready_for_export',
  'scoring_failed',
  'aborted_low_grade',
  'halted_by_moderator',
]);

/**
 * Takes somebody out of one tree: their words, with everything below them out of use; what they said of others; and
 * what was said and kept about their messages. Gives how many texts are gone. Call it with the person locked.
 */
export async function eraseInTree(
  trx: Trx,
  backend: Backend,
  userId: string,
  treeId: string,
): Promise<number> {
  await lockTree(trx, treeId);
  const own = await trx
    .selectFrom('backend_messages')
    .select(['id', 'text', 'parent_id', 'depth'])
    .where('tree_id', '=', treeId)
    .where('user_id', '=', userId)
    .orderBy('depth')
    .orderBy('id')
    .execute();
  const ids = own.map(({ id }) => id);
  for (const id of ids) await deleteBranch(trx, treeId, id);
  const opinions = await dropOpinionsIn(trx, userId, treeId);
  const left = await leaveBallots(trx, ids);
  await forgetMessages(trx, ids);
  await recount(trx, { ...opinions, ranked: [], rated: [] });
  const parents = new Set([...opinions.parents, ...left]); // all that was ranked answers one of these
  await recountRankings(
    trx,
    backend,
    [...parents].map((id) => ({ id, tree_id: treeId })),
  );
  const { state } = await treeRow(trx, treeId);
  if (own[0]?.depth === 0 && !ended.has(state)) await setState(trx, treeId, 'halted_by_moderator');
  await settleTree(trx, backend, treeId, { before: state });
  return own.filter(({ text }) => text !== '').length;
}

/** Empties messages, and takes away what was kept about them: earlier texts, reports, reactions, what an import brought. */
async function forgetMessages(trx: Trx, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  for (const table of ['backend_revisions', 'backend_emojis', 'backend_flags', 'backend_imported'] as const)
    await trx.deleteFrom(table).where('message_id', 'in', ids).execute();
  await trx.deleteFrom('dataset_bands').where('root', 'in', ids).execute(); // what a prompt was compared by
  await trx
    .deleteFrom('backend_labels')
    .where('message_id', 'in', ids)
    .where('kind', '!=', 'review')
    .execute();
  await forgetActsOn(trx, ids);
  await trx.updateTable('backend_labels').set({ text: '' }).where('message_id', 'in', ids).execute();
  await trx
    .updateTable('backend_messages')
    .set(({ ref }) => ({
      text: '',
      edited: 0,
      rank: null,
      second_look: null,
      ...noBands,
      reserved_by: null,
      reserved_until: null,
      deleted_with: ref('id'), // so that nothing brings it back along with another
    }))
    .where('id', 'in', ids)
    .execute();
}
