import type { HoldsFrom } from '../../oasst/settings.ts';

/**
 * The settings that can be changed while the backend runs, with what a change touches. Trees keep the size, depth and number
 * of replies that they began with, and tasks the time they were given.
 */
export const managed: Readonly<Record<string, HoldsFrom>> = {
  goalTrees: 'next',
  goalTreeSize: 'new_trees',
  maxTreeDepth: 'new_trees',
  maxChildren: 'new_trees',
  maxPrompterReplies: 'now',
  reviewsForPrompt: 'undecided',
  reviewsForReply: 'undecided',
  promptThreshold: 'undecided',
  replyThreshold: 'undecided',
  rankingsNeeded: 'now',
  rankInitialPrompts: 'next',
  rankPrompterReplies: 'now',
  summaries: 'next',
  summariesPerStory: 'next',
  ratingsPerSummary: 'next',
  maxActiveTrees: 'next',
  maxPending: 'next',
  'limits.person.most': 'next',
  redFlagLimit: 'next',
  skipLimit: 'next',
  textLimit: 'next',
  shortestPrompt: 'next',
  shortestReply: 'next',
  'similarity.own': 'next',
  'similarity.promptToOthers': 'next',
  'similarity.replyToOthers': 'next',
  reviewShare: 'next',
  taskValidityMs: 'new_tasks',
  minAccountAgeDays: 'next',
};
