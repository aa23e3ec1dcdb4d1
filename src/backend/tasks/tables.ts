import type { TaskType } from '../../oasst/protocol.ts';

// Times are epoch milliseconds, switches 0 or 1, JSON is text, ids are UUIDs.

export type BackendTasksTable = {
  id: string;
  client: string;
  user_id: string;
  type: TaskType;
  lang: string;
  /** The message, story or summary it is about; null when it is about none. */
  subject_id: string | null;
  /** What answering it needs and the rows above do not say, as JSON. */
  payload: string;
  label_mode: 'full' | 'simple' | null;
  collective: number;
  created_at: number;
  expires_at: number;
  /** The front end's id for it, given by the ack. */
  acked_id: string | null;
  done_at: number | null;
  skipped_at: number | null;
  skip_reason: string | null;
  /** The campaign it was asked for in; null for none. A tree that is begun with it is in the same. */
  campaign_id: string | null;
};

/** A text to be summarised. */
export type BackendStoriesTable = {
  id: string;
  lang: string;
  text: string;
  created_at: number;
  summary_count: number;
};

export type BackendSummariesTable = {
  id: string;
  story_id: string;
  lang: string;
  client: string;
  user_id: string;
  frontend_message_id: string;
  task_id: string | null;
  text: string;
  created_at: number;
  rating_count: number;
  /** What its author was warned of before they sent it, as a JSON list; null where it was nothing. */
  second_look: string | null;
};

export type BackendRatingsTable = {
  summary_id: string;
  user_id: string;
  task_id: string | null;
  rating: number;
  created_at: number;
};

declare module '../../store/schema.ts' {
  interface Schema {
    backend_tasks: BackendTasksTable;
    backend_stories: BackendStoriesTable;
    backend_summaries: BackendSummariesTable;
    backend_ratings: BackendRatingsTable;
  }
}
