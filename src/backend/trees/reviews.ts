import { prepared } from '../../store/prepared.ts';
import type { Db, Trx } from '../db.ts';
import { storedLabels } from '../messages/stored-labels.ts';
import type { MessageRow } from '../messages/tables.ts';
import type { Settings } from '../settings/settings.ts';
import { acceptance, type ReviewLabels } from './acceptance.ts';
import { reviewsNeeded } from './rules.ts';
import type { TreeState } from './tables.ts';
import { treeRow } from './trees.ts';

type Rules = Pick<Settings, 'reviewsForPrompt' | 'reviewsForReply' | 'promptThreshold' | 'replyThreshold'>;

/**
 * What these reviews make of a message in a tree of this state: true lets it in, false keeps it out, undefined leaves it as
 * it is. What is accepted stays so; what was refused may still be let in by a late review, but only while its tree can
 * make use of it.
 */
export function verdictOn(
  { depth, review_result }: Pick<MessageRow, 'depth' | 'review_result'>,
  state: TreeState,
  reviews: readonly ReviewLabels[],
  settings: Rules,
): boolean | undefined {
  const isOpen = review_result !== 1 && state === (depth === 0 ? 'initial_prompt_review' : 'growing');
  if (!isOpen) return undefined;
  const threshold = depth === 0 ? settings.promptThreshold : settings.replyThreshold;
  return acceptance(reviews, { needed: reviewsNeeded(depth, settings), threshold });
}

/** Whether a message has all the reviews it needs and no result. */
export function isUndecided(
  { depth, review_result, review_count, deleted }: MessageRow,
  settings: Rules,
): boolean {
  return review_result === null && deleted === 0 && review_count >= reviewsNeeded(depth, settings);
}

/**
 * Brings a message's review count and result up to date, and gives the message as it is then; `state` is that of its
 * tree.
 */
export async function countReviews(
  trx: Trx,
  settings: Settings,
  message: MessageRow,
  state: TreeState,
): Promise<MessageRow> {
  const { id } = message;
  const reviews = (await reviewsOf(trx, { id })).map(storedLabels);
  const verdict = verdictOn(message, state, reviews, settings);
  const decided = verdict === undefined ? {} : { review_result: verdict ? 1 : 0 };
  const change = { review_count: reviews.length, ...decided };
  await trx.updateTable('backend_messages').set(change).where('id', '=', id).execute();
  return { ...message, ...change };
}

/** The reviews of messages, by their ids; of a message without any there is no entry. */
export async function reviewsOfMessages(
  db: Db,
  ids: readonly string[],
): Promise<Map<string, ReviewLabels[]>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('backend_labels')
    .select(['message_id', 'labels'])
    .where('kind', '=', 'review')
    .where('message_id', 'in', ids)
    .execute();
  const groups = Map.groupBy(rows, ({ message_id }) => message_id);
  return new Map([...groups].map(([id, some]) => [id, some.map(storedLabels)]));
}

const reviewsOf = prepared((db, { id }: { id: string }) =>
  db.selectFrom('backend_labels').select('labels').where('message_id', '=', id).where('kind', '=', 'review'),
);

/**
 * Decides about the messages of a tree that have all the reviews they need and no result: so it is after the number that
 * is needed was lowered. The tree must be locked.
 */
export async function decideReviewed(trx: Trx, settings: Settings, treeId: string): Promise<void> {
  const undecided = await trx
    .selectFrom('backend_messages')
    .selectAll()
    .where('tree_id', '=', treeId)
    .where('review_result', 'is', null)
    .where('deleted', '=', 0)
    .where(({ or, and, eb }) =>
      or([
        and([eb('depth', '=', 0), eb('review_count', '>=', settings.reviewsForPrompt)]),
        and([eb('depth', '>', 0), eb('review_count', '>=', settings.reviewsForReply)]),
      ]),
    )
    .execute();
  if (undecided.length === 0) return;
  const { state } = await treeRow(trx, treeId);
  for (const message of undecided) await countReviews(trx, settings, message, state);
}
