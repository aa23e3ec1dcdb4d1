import type { Generated, Selectable } from 'kysely';
import type { TaskType } from '../../oasst/protocol.ts';

// Times are epoch milliseconds, switches 0 or 1, JSON is text, ids are UUIDs.

export type BackendMessagesTable = {
  id: string;
  tree_id: string;
  parent_id: string | null;
  /** 0 for the prompt. */
  depth: number;
  client: string;
  user_id: string;
  frontend_message_id: string;
  /** The task it answers; null for what was not written for a task. */
  task_id: string | null;
  text: string;
  /** As its author's front end said. */
  lang: string;
  /** The tree's language, in which it is reviewed and continued. */
  queue: string;
  is_assistant: number;
  created_at: number;
  review_count: number;
  /** Null while undecided. */
  review_result: number | null;
  deleted: number;
  /** The message whose deletion took this one with it, itself included; null while it is not deleted. */
  deleted_with: string | null;
  /** 1 for one that its author has taken back: it stays deleted. */
  withdrawn: Generated<number>;
  edited: number;
  synthetic: number;
  model_name: string | null;
  ranking_count: number;
  /** Place among its siblings, 0 the best; null before the tree is scored. */
  rank: number | null;
  /** Replies that are accepted or still under review. */
  child_count: number;
  /** The kind of task this message waits for now, if any. */
  wanted: TaskType | null;
  /** Until when its reply is being written by somebody. */
  reserved_until: number | null;
  /** The task that reserves it. */
  reserved_by: string | null;
  /** What its author was warned of before they sent it, as a JSON list; null where it was nothing. */
  second_look: string | null;
  /** By these texts that are nearly the same are found: null until they are made, empty for one too short. */
  band_1: string | null;
  band_2: string | null;
  band_3: string | null;
  band_4: string | null;
  /** The campaign its tree was begun in, which never changes; null for none, or where an earlier version has just written it. */
  campaign_id: string | null;
};

export type BackendLabelsTable = {
  id: string;
  message_id: string;
  user_id: string;
  /** `review` belongs to a task and counts for acceptance; `free` and `report` do not. */
  kind: 'review' | 'free' | 'report';
  task_id: string | null;
  text: string;
  /** `{name: 0..1}` as JSON. */
  labels: string;
  created_at: number;
};

export type BackendEmojisTable = { message_id: string; user_id: string; emoji: string; created_at: number };

/** A text a message had: the first as it was written, the others as they were edited. */
export type BackendRevisionsTable = {
  id: string;
  message_id: string;
  /** 0 for the text as it was written, then one more with each edit. */
  step: number;
  /** Who wrote this text. */
  user_id: string;
  text: string;
  created_at: number;
};

/** A message's row. */
export type MessageRow = Selectable<BackendMessagesTable>;

declare module '../../store/schema.ts' {
  interface Schema {
    backend_messages: BackendMessagesTable;
    backend_labels: BackendLabelsTable;
    backend_emojis: BackendEmojisTable;
    backend_revisions: BackendRevisionsTable;
  }
}
