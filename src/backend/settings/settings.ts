import { z } from 'zod';
import { protocolRules } from '../../oasst/rules.ts';
import {
  group,
  languages,
  points,
  share,
  similarity,
  span,
  toggle,
  weight,
  wholeNumber,
  words,
} from './setting.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** The language of what comes without one. */
export const DEFAULT_LANG = 'en';

const Rules = z.strictObject({
  maxActiveTrees: wholeNumber(10, 0, 1_000_000, 'Trees that may grow at once, per language and campaign.'),
  maxPromptsInReview: wholeNumber(
    100,
    0,
    1_000_000,
    'Prompts that may wait for review, per language and campaign.',
  ),
  maxPromptsWaiting: wholeNumber(
    250,
    0,
    1_000_000,
    'Accepted prompts that may wait for the lottery, per language and campaign.',
  ),
  closedToPrompts: languages('Languages that take no new prompts.'),
  drawsPerTaskRequest: wholeNumber(2, 0, 1_000, 'Trees that the lottery may start in one task request.'),
  drawsPerAvailability: wholeNumber(1, 0, 1_000, 'The same for one availability request.'),
  lotterySpanMs: span(30 * DAY, 'How far back first places raise an author’s chance in the lottery.'),

  goalTrees: wholeNumber(
    0,
    0,
    1_000_000,
    'Finished trees that the collection is to have, for `/progress`; 0 is no goal.',
  ),
  goalTreeSize: wholeNumber(
    12,
    1,
    10_000,
    'Accepted messages, prompt included, at which a tree is grown up.',
  ),
  randomGoalTreeSize: toggle(false, 'Draw each tree’s goal between `minGoalTreeSize` and `goalTreeSize`.'),
  minGoalTreeSize: wholeNumber(5, 1, 10_000, 'The smallest goal that may be drawn.'),
  maxTreeDepth: wholeNumber(3, 0, 100, 'Depth of the deepest message; a prompt has 0.'),
  maxChildren: wholeNumber(3, 1, 20, 'Replies to a prompter’s message.'),
  maxPrompterReplies: wholeNumber(1, 0, 20, 'Replies to an assistant’s message.'),
  preferLonely: share(0.75, 'Chance that a prompter’s message with few replies is preferred for the next.'),
  lonelyChildren: wholeNumber(2, 1, 20, 'A message has few replies when it has some, but fewer than these.'),

  reviewsForPrompt: wholeNumber(3, 1, 100, 'Reviews after which a prompt is accepted or refused.'),
  reviewsForReply: wholeNumber(3, 1, 100, 'Reviews after which a reply is accepted or refused.'),
  promptThreshold: share(0.6, 'A prompt is accepted when its score is above this.'),
  replyThreshold: share(0.6, 'A reply is accepted when its score is above this.'),
  reviewShare: share(
    1,
    'Largest share of the reviews that a tree needs from one person, who then gets no more; 1 for any; our own.',
    0.05,
  ),
  fullLabels: group({
    label_initial_prompt: share(1, 'Chance that labeling a prompt asks for all labels.'),
    label_assistant_reply: share(1, 'The same for an assistant’s reply, when the task came by `random`.'),
    label_prompter_reply: share(0.25, 'The same for a prompter’s reply.'),
  }),
  rankingsNeeded: wholeNumber(3, 1, 100, 'Rankings that each set of replies needs.'),
  rankPrompterReplies: toggle(false, 'Rank prompters’ replies as well.'),
  repliesPerRanking: wholeNumber(20, 2, 20, 'Most replies ranked against each other in one task.'),
  backlogChance: share(0.1, 'Chance that the end of a tree activates one of the backlog of its language.'),
  minActiveRankings: wholeNumber(0, 0, 1_000_000, 'Activate one as well while fewer sets are to be ranked.'),

  rankInitialPrompts: toggle(false, 'Hand out `rank_initial_prompts`, which the reference never does.'),
  promptsPerRanking: wholeNumber(4, 2, 20, 'Most prompts ranked against each other in one task.'),
  summaries: toggle(false, 'Hand out `summarize_story` and `rate_summary`, which the reference never does.'),
  summariesPerStory: wholeNumber(6, 1, 1_000, 'Summaries wanted of one story.'),
  ratingsPerSummary: wholeNumber(6, 1, 1_000, 'Ratings wanted of one summary.'),
  ratingScale: group({
    min: wholeNumber(1, 1, 100, 'The lowest rating of a summary.'),
    max: wholeNumber(5, 1, 100, 'The highest.'),
  }).refine(({ min, max }) => min < max, 'a scale whose min is below its max'),

  taskWeights: group({
    ranking: weight(10, 'Weight of ranking replies in a `random` request.'),
    labelReply: weight(5, 'Weight of labeling a reply.'),
    labelPrompt: weight(5, 'Weight of labeling a prompt.'),
    reply: weight(2, 'Weight of writing a reply.'),
    prompt: weight(0.01, 'Weight of writing a prompt.'),
    rankPrompts: weight(2, 'Weight of ranking prompts; our own.'),
    summarize: weight(2, 'Weight of writing a summary; our own.'),
    rate: weight(2, 'Weight of rating a summary; our own.'),
  }),
  recentTaskMs: span(5 * MINUTE, 'How long an open task is pending and keeps its parent to itself.'),
  maxPending: wholeNumber(8, 1, 1_000_000, 'Pending tasks that one person may have.'),
  taskValidityMs: span(protocolRules.taskValidityMs, 'How long a task may be answered.'),
  cleanUpMs: span(HOUR, 'How often expired tasks are deleted and banned people’s waiting prompts stopped.'),
  textLimit: wholeNumber(
    protocolRules.textLimit,
    1,
    100_000,
    'Longest text, in Unicode code points after stripping.',
  ),
  shortestPrompt: wholeNumber(3, 1, 1_000, 'Shortest prompt, in Unicode code points; our own.'),
  shortestReply: wholeNumber(1, 1, 1_000, 'Shortest reply or summary; our own.'),
  minAccountAgeDays: wholeNumber(
    0,
    0,
    3_650,
    'Days that a Discord account must be old to be given tasks by the bot; 0 for any; our own.',
  ),
  duplicateTextMs: span(120 * MINUTE, 'How long the same person may not send the same words again.'),
  similarity: group({
    own: similarity(
      1,
      'A text is refused that is as similar as that to one of its writer’s; 0 for none; our own.',
    ),
    promptToOthers: similarity(
      1,
      'A prompt is refused that is as similar to a text of somebody else; our own.',
    ),
    replyToOthers: similarity(0, 'The same for a reply; our own.'),
  }),
  redFlagLimit: wholeNumber(4, 1, 1_000_000, 'Red flags that delete a reply or abort a prompt’s tree.'),
  skipLimit: wholeNumber(25, 1, 1_000_000, 'Skips of a reply task that halt a tree.'),
  limits: group({
    person: limit(30, 4, 'Task requests of one person'),
    assistantReply: limit(4, 2, 'Requests for `assistant_reply` by name, of one person'),
    prompterReply: limit(8, 2, 'Requests for `prompter_reply` by name, of one person'),
    withoutPerson: limit(10_000, 1, 'Task requests that name no person, of one key'),
  }),
  requireTerms: toggle(false, 'Refuse work from people who have not accepted the terms of service.'),

  points: group({
    prompts: points(0.1, 'Points for a prompt; the sum over all is rounded down.'),
    replies_assistant: points(4, 'Points for an assistant’s reply.'),
    replies_prompter: points(1, 'Points for a prompter’s reply.'),
    labels_simple: points(1, 'Points for labeling in simple mode.'),
    labels_full: points(2, 'Points for labeling in full mode.'),
    rankings_total: points(1, 'Points for a ranking.'),
    rankings_good: points(1, 'Points for a good ranking; as in the reference, none is ever counted.'),
    accepted_prompts: points(0.1, 'More points for a prompt that was accepted, rounded down over all.'),
    accepted_replies_assistant: points(4, 'More points for an assistant’s reply that was accepted.'),
    accepted_replies_prompter: points(1, 'More points for a prompter’s reply that was accepted.'),
    reply_ranked_1: points(9, 'Points for each single ranking that puts a reply first.'),
    reply_ranked_2: points(3, 'The same for second.'),
    reply_ranked_3: points(1, 'The same for third.'),
  }),
  trollPoints: group({
    red_flags: points(3, 'Troll points for a red flag on a message.'),
    upvotes: points(-1, 'For a thumb up.'),
    downvotes: points(1, 'For a thumb down.'),
    spam_prompts: points(1, 'For a prompt whose tree was aborted.'),
    lang_mismach: points(1, 'For the label `lang_mismatch`; the name is spelled as on the wire.'),
    not_appropriate: points(1, 'For the label of this name.'),
    pii: points(1, 'For the label of this name.'),
    hate_speech: points(1, 'For the label of this name.'),
    sexual_content: points(1, 'For the label of this name.'),
    political_content: points(1, 'For the label of this name.'),
  }),
  scoreEveryMs: group({
    day: span(5 * MINUTE, 'How often the scores of the last 24 hours are counted.'),
    week: span(15 * MINUTE, 'The same for the last 7 days.'),
    month: span(60 * MINUTE, 'The same for the last 30 days.'),
    total: span(240 * MINUTE, 'The same for all time.'),
  }),
  cachedStatsEveryMs: span(60 * MINUTE, 'How often `/stats/cached` is counted.'),
  streakIdleMs: span(36 * HOUR, 'A streak ends when its person did nothing for longer.'),
  rootTokens: words('Bearer tokens that may create keys by `POST /admin/api_client`; none, nobody may.'),
});

/** Every number and switch of the rules, with the reference backend's defaults. `docs/settings.md` is its table. */
export const Settings = Rules.superRefine(
  ({ randomGoalTreeSize, minGoalTreeSize, goalTreeSize }, context) => {
    if (!randomGoalTreeSize || minGoalTreeSize <= goalTreeSize) return;
    const message = `at most goalTreeSize, which is ${goalTreeSize}, because randomGoalTreeSize is true`;
    context.addIssue({ code: 'custom', path: ['minGoalTreeSize'], message });
  },
);

export type Settings = z.output<typeof Settings>;

/** The reference backend's settings. */
export const defaults: Settings = Settings.parse({});

/** Has the types handed out as well that the reference never sends; those that nothing is there for cost nothing. */
export const allKinds = {
  rankInitialPrompts: true,
  rankPrompterReplies: true,
  summaries: true,
} as const satisfies Partial<Settings>;

function limit(most: number, minutes: number, of: string) {
  return group({
    most: wholeNumber(
      most,
      1,
      Number.MAX_SAFE_INTEGER,
      `${of}, at most these in a window that begins with the first.`,
    ),
    ms: span(minutes * MINUTE, 'The length of that window.'),
  });
}
