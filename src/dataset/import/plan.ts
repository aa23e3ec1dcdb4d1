import { countedChildren, type Tree, wantedTask } from '../../backend/rules/tree.ts';
import { DEFAULT_LANG, defaults } from '../../backend/settings.ts';
import type { TaskType } from '../../oasst/protocol.ts';
import type { TreeState } from '../../store/backend-tables.ts';
import type { Incoming } from './parse.ts';

/** How trees arrive: as their file says, or all in one state. */
export const arrivals = ['file', 'backlog_ranking', 'ranking', 'ready_for_export'] as const;
export type Arrival = (typeof arrivals)[number];

/** The size a tree has when it is imported: none for one that only waits to be ranked. */
export type Sizes = { goalSize: number; maxDepth: number; maxChildren: number };

/** What the rules need of a message; less memory than the message. */
export type Facts = { accepted: boolean | undefined; deleted: boolean; reviewCount: number };

/** What a tree becomes, and what each of its messages waits for. */
export type TreePlan = {
  state: TreeState;
  lang: string;
  sizes: Sizes;
  wants: Map<string, { wanted: TaskType | null; childCount: number }>;
};

/** A message is accepted if nothing is said of its reviews, or if its tree is put into a state where all are. */
export function factsOf({ message }: Incoming, arrival: Arrival): Facts {
  const unreviewed = typeof message.review_count !== 'number' || arrival !== 'file';
  return {
    accepted: message.review_result ?? (unreviewed ? true : undefined),
    deleted: message.deleted ?? false,
    reviewCount: message.review_count ?? 0,
  };
}

export type Node = Facts & { id: string; parentId: string | undefined; depth: number; isAssistant: boolean };

/**
 * Decides about one tree. Its own state stays as it is; a tree without one waits in the backlog. One that is put into
 * `ranking` but has nothing to rank is aborted, as when it comes out of the backlog.
 */
export function planTree(
  nodes: readonly Node[],
  prompt: { lang: string; state: TreeState | undefined } | undefined,
  arrival: Arrival,
): TreePlan {
  const { lang = DEFAULT_LANG, state: stated = 'backlog_ranking' } = prompt ?? {};
  const state = arrival === 'file' ? stated : arrival;
  const sizes = sizesFor(state);
  const tree: Tree = { state, ...sizes, nodes: nodes.map((node) => ({ ...node, rankingCount: 0 })) };
  const wants = wantsIn(tree);
  const isIdle = arrival === 'ranking' && ![...wants.values()].some(({ wanted }) => wanted !== null);
  if (!isIdle) return { state, lang, sizes, wants };
  return { state: 'aborted_low_grade', lang, sizes, wants };
}

function wantsIn(tree: Tree): TreePlan['wants'] {
  const below = Map.groupBy(tree.nodes, ({ parentId }) => parentId);
  return new Map(
    tree.nodes.map((node) => {
      const family = { ...tree, nodes: below.get(node.id) ?? [] };
      return [
        node.id,
        {
          wanted: wantedTask(node, tree, defaults) ?? null,
          childCount: countedChildren(node, family).length,
        },
      ];
    }),
  );
}

function sizesFor(state: TreeState): Sizes {
  if (state === 'ranking' || state === 'backlog_ranking') return { goalSize: 0, maxDepth: 0, maxChildren: 0 };
  return {
    goalSize: defaults.goalTreeSize,
    maxDepth: defaults.maxTreeDepth,
    maxChildren: defaults.maxChildren,
  };
}
