/** A message in a channel that is to be written, changed or taken away, in the hands of one process until its lease ends. */
export type LeasedPost = {
  id: string;
  channelId: string;
  /** The message in its newest form, as JSON. */
  payload: string;
  wanted: 'shown' | 'removed';
  whenDeleted: 'recreate' | 'stop';
  version: number;
  /** Null as long as nobody knows of a message. */
  messageId: string | null;
  nonce: string;
  /** Since when the message may have been created unseen, and in which form; with this attempt if it `isNew`. */
  doubt: { since: number; version: number; payload: string; isNew: boolean } | undefined;
  /** This attempt counted. */
  attempts: number;
  fence: number;
  /** When its owner last changed it, epoch ms. */
  updatedAt: number;
};

/**
 * Why a post is no more: the bot may not see the channel or send there, the channel is gone, somebody deleted the message,
 * Discord will never take it, or it could not be brought there in three days.
 */
export type PostFailure = 'no_permission' | 'no_channel' | 'deleted' | 'refused' | 'undelivered';

/** What became of an attempt. `certain` means that this attempt has created nothing. */
export type PostOutcome =
  | { is: 'shown'; messageId: string; version: number }
  | { is: 'removed' }
  /** Somebody deleted the message; it is to be written again. */
  | { is: 'gone' }
  | { is: 'failed'; why: PostFailure; certain: boolean; error: unknown }
  | { is: 'later'; notBefore: number; certain: boolean; error: unknown };

/** What the delivery of posts needs of the place where they wait. */
export type PostQueue = {
  /** The ids of posts that are due in other channels than these, the longest waiting first. */
  due(now: number, most: number, besides: readonly string[]): Promise<string[]>;
  /** When the next one is due that nobody is busy with, in another channel than these, epoch ms. */
  nextDue(now: number, besides: readonly string[]): Promise<number | undefined>;
  /** Takes one; undefined when it is not due, or in somebody else's hands. */
  lease(id: string, now: number, until: number): Promise<LeasedPost | undefined>;
  /** Writes down what became of an attempt, unless a later one has begun. */
  conclude(post: LeasedPost, outcome: PostOutcome, now: number): Promise<void>;
};
