import type { Selectable } from 'kysely';

/** What moderators can do, and what the rules do by themselves: `abort` is theirs alone. */
export const actNames = [
  'delete',
  'undelete',
  'stop',
  'start',
  'keep',
  'edit',
  'disable',
  'enable',
  'purge',
  'merge',
  'abort',
] as const;
export type ActName = (typeof actNames)[number];

/** One thing that was done to a message, a tree or a person. Rows are added, and marked when they are undone; never taken out. */
export type BackendActsTable = {
  id: string;
  act: ActName;
  /** Who: `automatic`, or an authentication method, a colon and the front end's id; `system:` and a client for calls by its key. */
  actor: string;
  message_id: string | null;
  user_id: string | null;
  reason: string;
  /** How it was before, as JSON: see `Before`. */
  before: string;
  /** Epoch ms. */
  created_at: number;
  undone_at: number | null;
  undone_by: string | null;
};

export type ActRow = Selectable<BackendActsTable>;

declare module '../../../store/schema.ts' {
  interface Schema {
    backend_acts: BackendActsTable;
  }
}
