import type { Selectable } from 'kysely';

// Times are epoch milliseconds, switches 0 or 1, JSON is text, ids are UUIDs.

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
  /** The id of the person whose account took this one in; null for nearly everybody. */
  merged_into: string | null;
};

/** How a front end called somebody whose account was merged into another since. */
export type BackendFormerIdentitiesTable = {
  client: string;
  auth_method: string;
  username: string;
  /** Into whose account. */
  user_id: string;
  /** Of which account it was; null where that was merged before this was written down. */
  account_id: string | null;
};

/** A person's row. */
export type UserRow = Selectable<BackendUsersTable>;

declare module '../../store/schema.ts' {
  interface Schema {
    backend_users: BackendUsersTable;
    backend_former_identities: BackendFormerIdentitiesTable;
  }
}
