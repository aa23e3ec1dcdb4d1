import { TASK_VALIDITY_MS, TEXT_LIMIT } from '../oasst/protocol.ts';

const MINUTE = 60_000;

/** The language of what comes without one. */
export const DEFAULT_LANG = 'en';

/**
 * Every number of the rules, with the reference backend's defaults. Different on purpose: `rankPrompterReplies`,
 * `rankInitialPrompts` and `summaries`, which the reference has switched off or never sends.
 */
export const defaults = {
  /** Trees that may grow at once, per language. */
  maxActiveTrees: 10,
  /** Prompts that may wait for review, per language. */
  maxPromptsInReview: 100,
  /** Accepted prompts that may wait for the lottery, per language. */
  maxPromptsWaiting: 250,
  /** Trees the lottery may start in one task request, and in one availability request. */
  drawsPerTaskRequest: 2,
  drawsPerAvailability: 1,
  /** Depth of the deepest message; the prompt has 0. */
  maxTreeDepth: 3,
  /** Replies to a prompter's message. */
  maxChildren: 3,
  /** Replies to an assistant's message. */
  maxPrompterReplies: 1,
  /** Accepted messages, the prompt among them, at which a tree is grown up. */
  goalTreeSize: 12,
  /** Reviews after which a prompt or a reply is accepted or refused. */
  reviewsForPrompt: 3,
  reviewsForReply: 3,
  /** A message is accepted when its score is above this. */
  promptThreshold: 0.6,
  replyThreshold: 0.6,
  /** Rankings each set of siblings needs. */
  rankingsNeeded: 3,
  rankPrompterReplies: true,
  rankInitialPrompts: true,
  /** Most prompts ranked against each other in one task. */
  promptsPerRanking: 4,
  summaries: true,
  /** Summaries wanted of one story, and ratings wanted of one summary. */
  summariesPerStory: 6,
  ratingsPerSummary: 6,
  ratingScale: { min: 1, max: 5 },
  /** Chance that a labelling task that came by `random` asks for all labels. */
  fullLabels: { label_initial_prompt: 1, label_assistant_reply: 1, label_prompter_reply: 0.25 },
  /** Chance that a prompter's message with exactly one reply is preferred for the next. */
  preferLonely: 0.75,
  /** How long an open task counts as pending and keeps its parent to itself, ms. */
  recentTaskMs: 5 * MINUTE,
  maxPending: 8,
  taskValidityMs: TASK_VALIDITY_MS,
  textLimit: TEXT_LIMIT,
  /** How long the same person may not send the same text again, ms. */
  duplicateTextMs: 120 * MINUTE,
  /** Red flags that delete a reply or abort a prompt's tree; skips that halt a tree. */
  redFlagLimit: 4,
  skipLimit: 25,
  /** Task requests: at most `most` in a window of `ms` from the first. */
  limits: {
    person: { most: 30, ms: 4 * MINUTE },
    assistantReply: { most: 4, ms: 2 * MINUTE },
    prompterReply: { most: 8, ms: 2 * MINUTE },
    withoutPerson: { most: 10_000, ms: MINUTE },
  },
  /** Refuse work from people who have not accepted the terms. */
  requireTerms: false,
};

export type Settings = typeof defaults;
