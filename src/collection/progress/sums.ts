import type { Progress } from '../../oasst/progress.ts';

/** The states in which people still work on a tree; the names are the protocol's. */
const workedOn = [
  'initial_prompt_review',
  'prompt_lottery_waiting',
  'growing',
  'ranking',
  'backlog_ranking',
  'ready_for_scoring',
] as const;

/** What a collection comes to: finished trees, trees under way, and people's messages in the last seven days. */
export function sumsOf({ trees, days }: Progress): { finished: number; underWay: number; week: number } {
  return {
    finished: trees.ready_for_export ?? 0,
    underWay: workedOn.reduce((sum, state) => sum + (trees[state] ?? 0), 0),
    week: days.slice(-7).reduce((sum, { messages }) => sum + messages, 0),
  };
}

/** How many trees there are in all. */
export function allTrees({ trees }: Pick<Progress, 'trees'>): number {
  return Object.values(trees).reduce((sum, count) => sum + count, 0);
}
