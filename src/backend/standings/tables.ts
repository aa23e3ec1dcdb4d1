import type { TimeFrame } from '../../oasst/stats.ts';

// Times are epoch milliseconds, switches 0 or 1, JSON is text, ids are UUIDs.

/** Whose scores are counted together: everybody's in a time frame, or those for one language in it, as in `week:pt-BR`. */
export type BoardName = TimeFrame | `${TimeFrame}:${string}`;

/** One count of everybody's scores on a board. */
export type BackendStandingsTable = {
  id: string;
  time_frame: BoardName;
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

declare module '../../store/schema.ts' {
  interface Schema {
    backend_standings: BackendStandingsTable;
    backend_scores: BackendScoresTable;
    backend_troll_scores: BackendTrollScoresTable;
  }
}
