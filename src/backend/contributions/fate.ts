import type { Changeable, Contribution, Fate, RemovedHow } from '../../oasst/contributions.ts';
import type { Settings } from '../settings/settings.ts';
import { reviewsNeeded } from '../trees/rules.ts';
import type { MessageFacts, SummaryFacts } from './facts.ts';
import type { Found } from './found.ts';

/** How long its author may change a text, as long as nobody has judged it. */
const CHANGE_MS = 2 * 60 * 60_000;

/** A message as its author sees it; `found` is what reviewers found in one that was refused. */
export function ofMessage(
  message: MessageFacts,
  found: readonly Found[],
  settings: Pick<Settings, 'reviewsForPrompt' | 'reviewsForReply'>,
  now: number,
): Contribution {
  const { id, lang, text, created_at, edited } = message;
  return {
    id,
    type: typeOf(message),
    lang,
    text,
    created: new Date(created_at).toISOString(),
    edited: edited === 1,
    fate: fateOf(message, found, settings),
    changeable: messageChangeable(message, now),
  };
}

/** A summary as its author sees it. */
export function ofSummary(summary: SummaryFacts, now: number): Contribution {
  const { id, lang, text, created_at, ratings, mean } = summary;
  return {
    id,
    type: 'summarize_story',
    lang,
    text,
    created: new Date(created_at).toISOString(),
    edited: false,
    fate: { is: 'rated', ratings: Number(ratings), mean: mean === null ? null : Number(mean) },
    changeable: summaryChangeable(summary, now),
  };
}

/** Whether the author of a message may change it now. */
export function messageChangeable(message: MessageFacts, now: number): Changeable {
  if (message.deleted === 1 || isStopped(message)) return 'over';
  const { review_count, review_result, replies, labelled, placed, in_hand, created_at } = message;
  const judged = review_count > 0 || review_result !== null || Number(replies) > 0 || labelled || placed;
  if (judged) return 'judged';
  return whileUnjudged(Boolean(in_hand), created_at, now);
}

/** Whether the author of a summary may change it now. */
export function summaryChangeable(
  { ratings, rating_count, in_hand, created_at }: SummaryFacts,
  now: number,
): Changeable {
  if (Number(ratings) > 0 || rating_count > 0) return 'judged';
  return whileUnjudged(Boolean(in_hand), created_at, now);
}

function whileUnjudged(inHand: boolean, createdAt: number, now: number): Changeable {
  if (now - createdAt >= CHANGE_MS) return 'late';
  return inHand ? 'in_hand' : 'yes';
}

function typeOf({ depth, is_assistant }: MessageFacts): Contribution['type'] {
  if (depth === 0) return 'initial_prompt';
  return is_assistant === 1 ? 'assistant_reply' : 'prompter_reply';
}

function fateOf(
  message: MessageFacts,
  found: readonly Found[],
  settings: Pick<Settings, 'reviewsForPrompt' | 'reviewsForReply'>,
): Fate {
  if (message.deleted === 1) return { is: 'removed', how: howRemoved(message) };
  if (message.review_result === 0) return { is: 'refused', found: [...found] };
  if (message.review_result === 1) {
    const { rank, replies, ranked, tree_state } = message;
    return {
      is: 'accepted',
      replies: Number(replies),
      place: rank === null ? null : { place: rank + 1, of: Number(ranked) },
      finished: tree_state === 'ready_for_export',
    };
  }
  if (isStopped(message)) return { is: 'stopped' };
  return { is: 'waiting', reviews: message.review_count, needed: reviewsNeeded(message.depth, settings) };
}

/** A message that is deleted without being named by it went with the one it hangs on. */
function howRemoved({ id, withdrawn, deleted_with }: MessageFacts): RemovedHow {
  if (withdrawn === 1) return 'withdrawn';
  return deleted_with === null || deleted_with === id ? 'alone' : 'with_another';
}

function isStopped({ tree_state }: MessageFacts): boolean {
  return tree_state === 'halted_by_moderator';
}
