import type { TreeState } from '../store/backend-tables.ts';

/** Every state a tree can be in, as the files name them. */
export const treeStates = [
  'initial_prompt_review',
  'prompt_lottery_waiting',
  'growing',
  'ranking',
  'ready_for_scoring',
  'ready_for_export',
  'scoring_failed',
  'aborted_low_grade',
  'halted_by_moderator',
  'backlog_ranking',
] as const satisfies readonly TreeState[];
