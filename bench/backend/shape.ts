import { defaults } from '../../src/backend/settings/settings.ts';
import type { TreeState } from '../../src/backend/trees/tables.ts';
import type { TaskType } from '../../src/oasst/protocol.ts';
import { type Building, somebody } from './building.ts';

/** A place in a tree to be built. */
export type Spot = {
  id: string;
  depth: number;
  parent: Spot | undefined;
  author: string;
  children: Spot[];
  /** Still under review. */
  waits: boolean;
};

const sizes: Partial<Record<TreeState, number>> = {
  growing: 6,
  ranking: defaults.goalTreeSize,
  ready_for_export: defaults.goalTreeSize,
};

/** The messages of a tree in this state, parents first; nobody answers the same message twice. */
export function shape(at: Building, state: TreeState): Spot[] {
  const spots = [spotUnder(at, undefined, state === 'initial_prompt_review')];
  for (const parent of spots) {
    if (parent.waits || parent.depth >= defaults.maxTreeDepth) continue;
    while (hasRoom(parent) && spots.length < (sizes[state] ?? 1)) {
      const spot = spotUnder(at, parent, state === 'growing' && spots.length % 3 === 2);
      if (parent.children.some(({ author }) => author === spot.author)) continue;
      parent.children.push(spot);
      spots.push(spot);
    }
  }
  return spots;
}

/** What a message of a tree in this state waits for. */
export function wantedAt(state: TreeState, spot: Spot): TaskType | null {
  if (spot.waits) return reviewOf(spot);
  if (state === 'ranking') return spot.children.length < 2 ? null : 'rank_assistant_replies';
  if (state !== 'growing' || spot.depth >= defaults.maxTreeDepth || !hasRoom(spot)) return null;
  return spot.depth % 2 === 0 ? 'assistant_reply' : 'prompter_reply';
}

/** The kind of task that reviews a message. */
export function reviewOf({ depth }: Spot): TaskType {
  if (depth === 0) return 'label_initial_prompt';
  return depth % 2 === 0 ? 'label_prompter_reply' : 'label_assistant_reply';
}

/** The kind of task a message was written for. */
export function writingOf({ depth }: Spot): TaskType {
  if (depth === 0) return 'initial_prompt';
  return depth % 2 === 0 ? 'prompter_reply' : 'assistant_reply';
}

function spotUnder(at: Building, parent: Spot | undefined, waits: boolean): Spot {
  const depth = parent ? parent.depth + 1 : 0;
  return { id: at.newId(), depth, parent, author: somebody(at), children: [], waits };
}

function hasRoom({ depth, children }: Spot) {
  return children.length < (depth % 2 === 0 ? defaults.maxChildren : defaults.maxPrompterReplies);
}
