import type { Backend } from '../context.ts';
import { isActiveState } from '../trees/rules.ts';
import { settleTree } from '../trees/settle-tree.ts';
import type { TreeRow } from '../trees/tables.ts';
import { lockTree, setState, treeRow } from '../trees/trees.ts';
import { within } from '../within.ts';

/**
 * A moderator stops a tree, or starts it again: where it was when it grew, or in review if it never won the lottery;
 * from there it goes on as far as its messages let it. One that waits for the lottery or in the backlog is left to wait,
 * and one that came here unscored is ranked further, or scored if it was ranked enough.
 */
export async function stopOrStart(backend: Backend, treeId: string, stop: boolean): Promise<void> {
  await within(backend.db, async (trx) => {
    await lockTree(trx, treeId);
    const tree = await treeRow(trx, treeId);
    await setState(trx, treeId, stop ? 'halted_by_moderator' : restarted(tree));
    await settleTree(trx, backend, treeId, { before: tree.state });
  });
}

/** A tree's state on the wire. */
export function treeStateView(tree: TreeRow) {
  return {
    message_tree_id: tree.id,
    state: tree.state,
    goal_tree_size: tree.goal_size,
    max_depth: tree.max_depth,
    max_children_count: tree.max_children,
    active: isActiveState(tree.state),
    origin: tree.origin,
  };
}

function restarted({ state, won_lottery_at }: TreeRow) {
  if (state === 'prompt_lottery_waiting' || state === 'backlog_ranking' || isActiveState(state)) return state;
  if (state === 'scoring_failed') return 'ranking';
  return won_lottery_at === null ? ('initial_prompt_review' as const) : ('growing' as const);
}
