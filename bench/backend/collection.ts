import { defaults } from '../../src/backend/settings/settings.ts';
import type { TreeState } from '../../src/backend/trees/tables.ts';
import { addPeople, type Building } from './building.ts';
import { addTree } from './tree.ts';

/** Languages and their shares of the trees. */
export const languages: readonly (readonly [lang: string, share: number])[] = [
  ['en', 0.45],
  ['de', 0.2],
  ['es', 0.15],
  ['fr', 0.12],
  ['ru', 0.08],
];

const RANKING_SHARE = 0.02; // of the grown trees: what waits for rankings is not bounded by any rule
const ABORTED_SHARE = 0.05;
const TREE_SIZE = defaults.goalTreeSize;

/**
 * Fills an empty database with about `size` messages as a community would have made them: trees in every state in
 * five languages, with the reviews, rankings, emojis and finished tasks behind them. Gives their number.
 */
export function buildCollection(at: Building, size: number): number {
  addPeople(at);
  let messages = 0;
  for (const [lang, share] of languages)
    for (const state of stateList(Math.round(size * share))) messages += addTree(at, lang, state);
  return messages;
}

/** The states of the trees of one language: full queues, shorter in a small collection, and finished trees. */
function stateList(messages: number): TreeState[] {
  const most = Math.max(1, Math.round(messages / 20));
  const queues = [
    ...repeat('initial_prompt_review', Math.min(defaults.maxPromptsInReview, most)),
    ...repeat('prompt_lottery_waiting', Math.min(defaults.maxPromptsWaiting, most)),
    ...repeat('growing', Math.min(defaults.maxActiveTrees, most)),
  ];
  const trees = Math.max(1, Math.round((messages - queues.length) / TREE_SIZE));
  return [
    ...queues,
    ...repeat('ranking', Math.ceil(trees * RANKING_SHARE)),
    ...repeat('aborted_low_grade', Math.round(trees * ABORTED_SHARE)),
    ...repeat('ready_for_export', Math.round(trees * (1 - RANKING_SHARE))),
  ];
}

function repeat(state: TreeState, count: number): TreeState[] {
  return Array.from({ length: count }, () => state);
}
