import type { Generated, Selectable } from 'kysely';

// Times are epoch milliseconds, switches 0 or 1, JSON is text, ids are UUIDs.

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
  /** The campaign it was begun in; null for none. */
  campaign_id: string | null;
  /** Who wrote its prompt, as its message says; null where an earlier version has just begun it. */
  author_id: string | null;
  /** 1 for one that moderators have taken up again after it was finished. */
  was_finished: Generated<number>;
};

export type BackendRankingsTable = {
  id: string;
  tree_id: string;
  parent_id: string;
  user_id: string;
  task_id: string;
  not_rankable: number;
  created_at: number;
  /**
   * What it is about: `all` candidates that there were; `some` of them, as many as one task shows; or those that were
   * there `earlier`, before more were imported, so that the same person may be asked again.
   */
  covers: Generated<'all' | 'some' | 'earlier'>;
};

/** One line of one ranking: `place` 0 is the best. Messages of the same text share a place. */
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

/** One row a language, locked while a tree is drawn. */
export type BackendLanguagesTable = { lang: string };

/** A tree's row. */
export type TreeRow = Selectable<BackendTreesTable>;

declare module '../../store/schema.ts' {
  interface Schema {
    backend_trees: BackendTreesTable;
    backend_rankings: BackendRankingsTable;
    backend_places: BackendPlacesTable;
    backend_prompt_votes: BackendPromptVotesTable;
    backend_languages: BackendLanguagesTable;
  }
}
