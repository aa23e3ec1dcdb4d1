import type { Selectable } from 'kysely';

/** What owners have chosen while the backend runs: a row for each change. Rows are added and never changed. */
export type BackendSettingsTable = {
  /** 1 for the first change, and one more for each after it. */
  version: number;
  /** Everything that is chosen from then on, by name, as JSON. */
  chosen: string;
  /** What was changed: names with the values before and after, as JSON. */
  changes: string;
  /** Who changed it: an authentication method, a colon and the front end's id. */
  actor: string;
  /** Epoch ms. */
  created_at: number;
};

export type SettingsRow = Selectable<BackendSettingsTable>;

declare module '../../store/schema.ts' {
  interface Schema {
    backend_settings: BackendSettingsTable;
  }
}
