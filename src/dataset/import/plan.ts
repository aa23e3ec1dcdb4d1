import { DEFAULT_LANG, type Settings } from '../../backend/settings/settings.ts';
import { countedChildren, hasWork, type Tree, wantedTask } from '../../backend/trees/rules.ts';
import type { TreeState } from '../../backend/trees/tables.ts';
import type { Arrival } from '../../imports.ts';
import type { TaskType } from '../../oasst/protocol.ts';
import { digest } from './digest.ts';
import type { Incoming } from './parse-branch.ts';

/** Why a tree cannot be put to be ranked. */
export const NOTHING_TO_RANK =
  'it has nothing to rank, which takes two accepted replies to one message that do not say the same; use another --state';

/** The size a tree has when it is imported: none for one that only waits to be ranked. */
export type Sizes = { goalSize: number; maxDepth: number; maxChildren: number };

/** What the rules need of a message; less memory than the message. */
export type Facts = {
  accepted: boolean | undefined;
  deleted: boolean;
  reviewCount: number;
  /** A digest of the text: the same for texts that say the same. */
  textKey: string;
};

/** What a tree becomes, and what each of its messages waits for. */
export type TreePlan = {
  state: TreeState;
  lang: string;
  sizes: Sizes;
  wants: Map<string, { wanted: TaskType | null; childCount: number }>;
};

/**
 * A message is accepted if nothing is said of its reviews, or if its tree is put into a state where all are. A prompt
 * that is to be reviewed is as if nobody had.
 */
export function factsOf({ message, parentId, state }: Incoming, arrival: Arrival): Facts {
  const isPut = arrival !== 'file';
  const unreviewed = isPut || typeof message.review_count !== 'number';
  const waits = parentId === undefined && (isPut ? arrival : state) === 'initial_prompt_review';
  const key = digest(message.text);
  if (waits && unreviewed)
    return { accepted: undefined, deleted: message.deleted ?? false, reviewCount: 0, textKey: key };
  return {
    textKey: key,
    accepted: message.review_result ?? (unreviewed ? true : undefined),
    deleted: message.deleted ?? false,
    reviewCount: message.review_count ?? 0,
  };
}

export type PlannedNode = Facts & {
  id: string;
  parentId: string | undefined;
  depth: number;
  isAssistant: boolean;
};

/**
 * Decides about one tree, or says why it cannot be put into the state that is asked for. A tree's own state stays as it
 * is. Without one, a prompt on its own waits for the lottery, so that people come to answer it, and a conversation waits
 * in the backlog, to be ranked.
 */
export function planTree(
  nodes: readonly PlannedNode[],
  prompt: { lang: string; state: TreeState | undefined } | undefined,
  arrival: Arrival,
  settings: Settings,
): TreePlan | string {
  const lang = prompt?.lang ?? DEFAULT_LANG;
  const unstated = nodes.length === 1 ? 'prompt_lottery_waiting' : 'backlog_ranking';
  const state = arrival === 'file' ? (prompt?.state ?? unstated) : arrival;
  const sizes = sizesFor(state, settings);
  const tree: Tree = { state, ...sizes, nodes: nodes.map((node) => ({ ...node, rankingCount: 0 })) };
  return misfit(tree, arrival, settings) ?? { state, lang, sizes, wants: wantsIn(tree, settings) };
}

function misfit(tree: Tree, arrival: Arrival, settings: Settings): string | undefined {
  if (arrival === 'initial_prompt_review' && tree.nodes.length > 1)
    return 'it has replies, and nobody may answer a prompt before its review; use another --state';
  if (arrival !== 'ranking' && arrival !== 'backlog_ranking') return undefined;
  if (hasWork({ ...tree, state: 'ranking' }, settings)) return undefined;
  return NOTHING_TO_RANK;
}

function wantsIn(tree: Tree, settings: Settings): TreePlan['wants'] {
  const below = Map.groupBy(tree.nodes, ({ parentId }) => parentId);
  return new Map(
    tree.nodes.map((node) => {
      const family = { ...tree, nodes: below.get(node.id) ?? [] };
      return [
        node.id,
        {
          wanted: wantedTask(node, tree, settings) ?? null,
          childCount: countedChildren(node, family).length,
        },
      ];
    }),
  );
}

function sizesFor(state: TreeState, settings: Settings): Sizes {
  if (state === 'ranking' || state === 'backlog_ranking') return { goalSize: 0, maxDepth: 0, maxChildren: 0 };
  return {
    goalSize: settings.goalTreeSize,
    maxDepth: settings.maxTreeDepth,
    maxChildren: settings.maxChildren,
  };
}
