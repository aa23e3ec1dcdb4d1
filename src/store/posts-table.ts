/** A message in a channel, as its owner last wanted it, and how far Discord has it. One row a message, for as long as it stands. */
export type PostsTable = {
  /** The name its owner gave it. */
  id: string;
  channel_id: string;
  /** The message in its newest form, as JSON. */
  payload: string;
  wanted: 'shown' | 'removed';
  /** What becomes of it when somebody deleted its message: it is written again with the next change, or that is its end. */
  when_deleted: 'recreate' | 'stop';
  /** Rises with every change. */
  version: number;
  /** The version that Discord has; 0 before the first. */
  sent_version: number;
  state: 'waiting' | 'posted' | 'failed';
  /** Why it failed. */
  failure: string | null;
  message_id: string | null;
  /** By which Discord knows one creation from another: at most 25 characters. A message written again has another. */
  nonce: string;
  /** Since when the message may have been created unseen; null when it cannot have been. */
  doubt_since: number | null;
  /** What would have been created then. */
  doubt_version: number | null;
  doubt_payload: string | null;
  /** Attempts since the last change or success. */
  attempts: number;
  /** Rises with every attempt: a slower one can end nothing that a later one has begun. */
  fence: number;
  not_before: number;
  /** Until when some process is busy with it. */
  leased_until: number;
  created_at: number;
  updated_at: number;
};
