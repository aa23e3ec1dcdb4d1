import type { Backend } from '../context.ts';
import type { Trx } from '../db.ts';
import { countRankings } from './counts.ts';
import { rankSiblings } from './ranks.ts';
import { settleTree } from './settle-tree.ts';
import type { TreeState } from './tables.ts';
import { lockTree, treeMessages, treeRow } from './trees.ts';

/** A message whose replies somebody ranked. */
export type RankedParent = { id: string; tree_id: string };

/** Every message whose replies one of these people ranked. */
export function rankedParents(trx: Trx, userIds: readonly string[]): Promise<RankedParent[]> {
  return trx
    .selectFrom('backend_rankings')
    .select(['parent_id as id', 'tree_id'])
    .distinct()
    .where('user_id', 'in', userIds)
    .execute();
}

/** Before these end, nobody has final places; from then on they follow whoever counts. */
const unscored: ReadonlySet<TreeState> = new Set([
  'initial_prompt_review',
  'prompt_lottery_waiting',
  'growing',
  'ranking',
  'backlog_ranking',
]);

/**
 * Counts the rankings of these messages' replies anew, after somebody's voice has begun or ceased to count: how many
 * there are, the places in trees that have them, and what trees that are being ranked wait for. Call it in the
 * transaction of the change, with the person locked and no tree.
 */
export async function recountRankings(
  trx: Trx,
  backend: Backend,
  parents: readonly RankedParent[],
): Promise<void> {
  const byTree = Map.groupBy(parents, ({ tree_id }) => tree_id);
  for (const treeId of [...byTree.keys()].sort()) {
    await lockTree(trx, treeId);
    const ids = new Set(byTree.get(treeId)?.map(({ id }) => id));
    const messages = await treeMessages(trx, treeId);
    for (const { id, parent_id } of messages)
      if (parent_id !== null && ids.has(parent_id)) await countRankings(trx, id);
    const { state } = await treeRow(trx, treeId);
    if (unscored.has(state)) await settleTree(trx, backend, treeId);
    else await rankSiblings(trx, messages, ids);
  }
}
