/** The forms in which a collection is written, by the names that `--format` and `/export` take. */
export const exportFormats = [
  'trees',
  'messages',
  'sft',
  'pairs',
  'llamafactory',
  'kto',
  'prompts',
  'rankings',
  'annotations',
  'summaries',
  'summary_pairs',
] as const;
export type FormatName = (typeof exportFormats)[number];

/** The states that somebody who exports may want alone, or all of them. The command line knows more, and lists of them. */
export const exportStates = [
  'ready_for_export',
  'ranking',
  'growing',
  'initial_prompt_review',
  'aborted_low_grade',
  'halted_by_moderator',
  'all',
] as const;
