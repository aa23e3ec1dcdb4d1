import type { TaskType } from '../../oasst/protocol.ts';
import type { Settings } from '../settings/settings.ts';
import type { TreeState } from './tables.ts';

/** What the rules need to know of a message. `accepted` is undefined while it is under review. */
export type TreeNode = {
  id: string;
  parentId: string | undefined;
  depth: number;
  isAssistant: boolean;
  accepted: boolean | undefined;
  deleted: boolean;
  reviewCount: number;
  rankingCount: number;
  /** The same for messages that say the same, which are one candidate. */
  textKey: string;
};

/** What the rules need to know of a tree, its own limits among it. */
export type Tree = {
  state: TreeState;
  goalSize: number;
  maxDepth: number;
  maxChildren: number;
  nodes: readonly TreeNode[];
};

type Rules = Pick<
  Settings,
  'maxPrompterReplies' | 'reviewsForPrompt' | 'reviewsForReply' | 'rankingsNeeded' | 'rankPrompterReplies'
>;

const inactive: ReadonlySet<TreeState> = new Set([
  'prompt_lottery_waiting',
  'ready_for_export',
  'scoring_failed',
  'aborted_low_grade',
  'halted_by_moderator',
  'backlog_ranking',
]);

/** Whether people can have work in a tree of this state (the wire's `active`). */
export function isActiveState(state: TreeState): boolean {
  return !inactive.has(state);
}

/** Whether a reply that was promised earlier may still be stored. */
export function takesReplies(state: TreeState): boolean {
  return ['growing', 'ranking', 'ready_for_scoring', 'ready_for_export'].includes(state);
}

/**
 * The state a tree comes to by itself, one arrow at a time until it rests. Unlike the reference backend's, a tree
 * with nothing to rank does not stay in `ranking`, and one that can grow no further does not stay in `growing`. None
 * comes to `scoring_failed`: scoring belongs to the transaction of the last ranking, so a failure takes back both, and
 * the ranking is sent again. Only a tree that is imported can have that state.
 */
export function settledState(tree: Tree, rules: Rules): TreeState {
  const next = nextState(tree, rules);
  return next === tree.state ? next : settledState({ ...tree, state: next }, rules);
}

function nextState(tree: Tree, rules: Rules): TreeState {
  const prompt = tree.nodes.find((node) => node.depth === 0);
  switch (tree.state) {
    case 'initial_prompt_review':
      if (prompt?.accepted) return 'prompt_lottery_waiting';
      return prompt?.accepted === false ? 'aborted_low_grade' : tree.state;
    case 'growing':
      if (tree.nodes.every((node) => node.deleted)) return 'halted_by_moderator';
      return isGrown(tree, rules) ? 'ranking' : tree.state;
    case 'ranking':
      if (tree.nodes.every((node) => node.deleted)) return 'halted_by_moderator';
      return tree.nodes.some((node) => wantsRanking(node, tree, rules)) ? tree.state : 'ready_for_scoring';
    default:
      return tree.state;
  }
}

function isGrown(tree: Tree, rules: Rules) {
  if (tree.nodes.some((node) => wantsReview(node, rules))) return false;
  const size = tree.nodes.filter((node) => node.accepted && !node.deleted).length;
  return size >= tree.goalSize || !tree.nodes.some((node) => hasRoom(node, tree, rules));
}

/** The kind of task a message waits for now; undefined for none. */
export function wantedTask(node: TreeNode, tree: Tree, rules: Rules): TaskType | undefined {
  if (tree.state === 'initial_prompt_review')
    return node.depth === 0 && wantsReview(node, rules) ? 'label_initial_prompt' : undefined;
  if (tree.state === 'growing') {
    if (node.depth > 0 && wantsReview(node, rules))
      return node.isAssistant ? 'label_assistant_reply' : 'label_prompter_reply';
    if (!isFull(tree) && hasRoom(node, tree, rules))
      return node.isAssistant ? 'prompter_reply' : 'assistant_reply';
  }
  if (tree.state === 'ranking' && wantsRanking(node, tree, rules))
    return node.isAssistant ? 'rank_prompter_replies' : 'rank_assistant_replies';
  return undefined;
}

/** Whether there is anything to do in a tree. */
export function hasWork(tree: Tree, rules: Rules): boolean {
  return tree.nodes.some((node) => wantedTask(node, tree, rules) !== undefined);
}

/** The replies that count when a parent is asked whether it has room: accepted or still under review. */
export function countedChildren(parent: TreeNode, tree: Pick<Tree, 'nodes'>): TreeNode[] {
  return tree.nodes.filter((node) => node.parentId === parent.id && !node.deleted && node.accepted !== false);
}

/** The replies that are ranked against each other. */
function rankedChildren(parent: TreeNode, tree: Pick<Tree, 'nodes'>): TreeNode[] {
  return tree.nodes.filter((node) => node.parentId === parent.id && !node.deleted && node.accepted === true);
}

/** How many reviews decide about a message of this depth. */
export function reviewsNeeded(
  depth: number,
  { reviewsForPrompt, reviewsForReply }: Pick<Rules, 'reviewsForPrompt' | 'reviewsForReply'>,
): number {
  return depth === 0 ? reviewsForPrompt : reviewsForReply;
}

function wantsReview(node: TreeNode, rules: Rules) {
  return !node.deleted && node.accepted === undefined && node.reviewCount < reviewsNeeded(node.depth, rules);
}

function isFull(tree: Tree) {
  return tree.nodes.filter((node) => !node.deleted && node.accepted !== false).length >= tree.goalSize;
}

function hasRoom(node: TreeNode, tree: Tree, rules: Rules) {
  if (!node.accepted || node.deleted || node.depth >= tree.maxDepth) return false;
  const most = node.isAssistant ? rules.maxPrompterReplies : tree.maxChildren;
  return countedChildren(node, tree).length < most;
}

function wantsRanking(parent: TreeNode, tree: Tree, rules: Rules) {
  if (parent.deleted || (parent.isAssistant && !rules.rankPrompterReplies)) return false;
  const siblings = rankedChildren(parent, tree);
  const candidates = new Set(siblings.map(({ textKey }) => textKey));
  return candidates.size >= 2 && siblings.some((node) => node.rankingCount < rules.rankingsNeeded);
}
