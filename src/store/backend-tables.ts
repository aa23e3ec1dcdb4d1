// The embedded backend's tables. Times are epoch milliseconds, switches 0 or 1, JSON is text, ids are UUIDs.

import type { TaskType } from '../oasst/protocol.ts';

/** Where a tree may stand; the names are the reference backend's. */
export const treeStates = [
  'initial_prompt_review',
  'prompt_lottery_waiting',
  'growing',
  'ranking',
  'ready_for_scoring',
  'ready_for_export',
  'scoring_failed',
  'aborted_low_grade',
  'halted_by_moderator',
  'backlog_ranking',
] as const;
export type TreeState = (typeof treeStates)[number];

/** A person as one API client knows them. */
export type BackendUsersTable = {
  id: string;
  client: string;
  auth_method: string;
  username: string;
  display_name: string;
  notes: string;
  enabled: number;
  deleted: number;
  show_on_leaderboard: number;
  created_at: number;
  terms_accepted_at: number | null;
  last_activity_at: number | null;
  /** Whole days since `streak_start_at`; null before the first finished task. */
  streak_days: number | null;
  streak_start_at: number | null;
};

/** How a front end called somebody whose account was merged into another since. */
export type BackendFormerIdentitiesTable = {
  client: string;
  auth_method: string;
  username: string;
  /** Into whose account. */
  user_id: string;
};

export type BackendTreesTable = {
  /** The id of its prompt. */
  id: string;
  lang: string;
  state: TreeState;
  goal_size: number;
  max_depth: number;
  max_children: number;
  origin: string | null;
  created_at: number;
  won_lottery_at: number | null;
  /** How many people have ranked its prompt against others. */
  prompt_votes: number;
};

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
};

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

export type BackendRankingsTable = {
  id: string;
  tree_id: string;
  parent_id: string;
  user_id: string;
  task_id: string;
  not_rankable: number;
  created_at: number;
};

/** One line of one ranking: `place` 0 is the best. */
export type BackendPlacesTable = { ranking_id: string; message_id: string; place: number };

/** How somebody placed a prompt among others; a null place says that they skipped it. */
export type BackendPromptVotesTable = {
  prompt_id: string;
  user_id: string;
  task_id: string;
  place: number | null;
  not_rankable: number;
  created_at: number;
};

export type BackendEmojisTable = { message_id: string; user_id: string; emoji: string; created_at: number };

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
};

export type BackendRatingsTable = {
  summary_id: string;
  user_id: string;
  task_id: string | null;
  rating: number;
  created_at: number;
};

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

/** A message with a red flag, for a moderator to look at. */
export type BackendFlagsTable = { message_id: string; processed: number; created_at: number };

/** One count of everybody's scores in a time frame. */
export type BackendStandingsTable = {
  id: string;
  time_frame: TimeFrame;
  /** 1, 2, 3 … in the order in which they were finished; the highest is shown. Null until all its scores are there. */
  edition: number | null;
  /** When the time frame began; null for `total`. */
  base_at: number | null;
  counted_at: number;
};

/** What somebody did in a time frame, as it was counted. */
export type BackendScoresTable = {
  standings_id: string;
  user_id: string;
  /** 1 is the best; null for who is hidden. */
  rank: number | null;
  leader_score: number;
  /** `{prompts: 3, …}` as JSON. */
  deeds: string;
};

/** What others hold against somebody in a time frame, as it was counted. */
export type BackendTrollScoresTable = {
  standings_id: string;
  user_id: string;
  /** 1 is the worst. */
  rank: number;
  troll_score: number;
  /** `{red_flags: 1, …}` as JSON. */
  facts: string;
};

export type TimeFrame = 'day' | 'week' | 'month' | 'total';

/** A statistic that is expensive to count; `stats` is JSON. */
export type BackendCachedStatsTable = { name: string; stats: string; updated_at: number };

/** A key that front ends may use, known by its SHA-256 only. */
export type BackendKeysTable = {
  digest: string;
  /** Whose key it is; people and tasks belong to the client. */
  client: string;
  trusted: number;
  description: string;
  created_at: number;
  revoked_at: number | null;
};

/** One row a language, locked while a tree is drawn. */
export type BackendLanguagesTable = { lang: string };

export type BackendTables = {
  backend_users: BackendUsersTable;
  backend_former_identities: BackendFormerIdentitiesTable;
  backend_trees: BackendTreesTable;
  backend_messages: BackendMessagesTable;
  backend_tasks: BackendTasksTable;
  backend_labels: BackendLabelsTable;
  backend_rankings: BackendRankingsTable;
  backend_places: BackendPlacesTable;
  backend_prompt_votes: BackendPromptVotesTable;
  backend_emojis: BackendEmojisTable;
  backend_stories: BackendStoriesTable;
  backend_summaries: BackendSummariesTable;
  backend_ratings: BackendRatingsTable;
  backend_languages: BackendLanguagesTable;
  backend_revisions: BackendRevisionsTable;
  backend_flags: BackendFlagsTable;
  backend_standings: BackendStandingsTable;
  backend_scores: BackendScoresTable;
  backend_troll_scores: BackendTrollScoresTable;
  backend_cached_stats: BackendCachedStatsTable;
  backend_keys: BackendKeysTable;
};
