import type { Kysely } from 'kysely';
import type { Settings } from '../../backend/settings/settings.ts';
import { hasWork, type TreeNode } from '../../backend/trees/rules.ts';
import type { TreeState } from '../../backend/trees/tables.ts';
import { toTree, treeMessages, treeRow } from '../../backend/trees/trees.ts';
import type { Arrival } from '../../imports.ts';
import type { Schema } from '../../store/schema.ts';
import { NOTHING_TO_RANK, type PlannedNode } from './plan.ts';

/** What becomes of a tree that is here when replies are added to it. */
export type AdditionPlan = { from: TreeState; to: TreeState; lang: string };

/** States in which nobody may add a reply, and why. */
const closed: Partial<Record<TreeState, string>> = {
  initial_prompt_review: 'its prompt, which is here, is still being reviewed',
  aborted_low_grade: 'its prompt, which is here, was refused',
  halted_by_moderator: 'its tree, which is here, was stopped by a moderator',
  scoring_failed: 'its tree, which is here, could not be scored',
};

/**
 * Decides about replies to a tree that is here, or says why they cannot be added. The tree stays in its state, or is
 * put into the one that is asked for; whoever ranked it before is asked again, so that the new ones find their place.
 */
export async function planAddition(
  db: Kysely<Schema>,
  treeId: string,
  fresh: readonly PlannedNode[],
  { arrival, settings }: { arrival: Arrival; settings: Settings },
): Promise<AdditionPlan | string> {
  const row = await treeRow(db, treeId);
  const tree = toTree(row, await treeMessages(db, treeId));
  const { state: from, lang } = row;
  const to = arrival === 'file' ? from : arrival;
  const nodes = [...tree.nodes, ...fresh.map((node) => ({ ...node, rankingCount: 0 }))];
  const refusal = closed[from] ?? dead(tree.nodes, fresh) ?? unsound(from, to, nodes);
  if (refusal !== undefined) return refusal;
  const isRanked = to === 'ranking' || to === 'backlog_ranking';
  if (arrival !== 'file' && isRanked && !hasWork({ ...tree, nodes, state: 'ranking' }, settings))
    return NOTHING_TO_RANK;
  return { from, to, lang };
}

function dead(nodes: readonly TreeNode[], fresh: readonly PlannedNode[]): string | undefined {
  const above = new Set(fresh.map(({ parentId }) => parentId));
  const parents = nodes.filter(({ id }) => above.has(id));
  if (parents.some(({ deleted }) => deleted)) return 'the message that it answers was deleted';
  return parents.some(({ accepted }) => accepted !== true)
    ? 'the message that it answers is not accepted'
    : undefined;
}

function unsound(from: TreeState, to: TreeState, nodes: readonly TreeNode[]): string | undefined {
  if (from === to) return undefined;
  if (to === 'initial_prompt_review') return 'its prompt is here already, and was reviewed';
  if (to === 'prompt_lottery_waiting' || to === 'ready_for_export')
    return `its tree is here already, in the state ${from}; leave --state out, or use --state ranking`;
  const isUnderReview = nodes.some(({ accepted, deleted }) => accepted === undefined && !deleted);
  if (from === 'growing' && isUnderReview)
    return 'people are still reviewing replies in its tree; without --state all are ranked together when it is grown';
  return undefined;
}
