import type { Selectable } from 'kysely';

/**
 * What moderators and owners can do, and what the rules do by themselves: `abort` is theirs alone. The last ones are what a
 * command line does.
 */
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
  'campaign_create',
  'campaign_change',
  'campaign_end',
  'campaign_reopen',
  'settings',
  'import',
  'samples_remove',
  'restore',
  'key_add',
  'key_revoke',
] as const;
export type ActName = (typeof actNames)[number];

/** One thing that was done to a message, a tree, a person, a campaign, the settings or the collection. Rows are added, and marked when they are undone; never taken out. */
export type BackendActsTable = {
  id: string;
  act: ActName;
  /** Who: `automatic`, `command-line`, or an authentication method, a colon and the front end's id; `system:` and a client for calls by its key. */
  actor: string;
  message_id: string | null;
  user_id: string | null;
  campaign_id: string | null;
  reason: string;
  /** How it was before, as JSON: see `Before`. */
  before: string;
  /** What of a campaign or of the settings was changed, as it is after, or what a command was about, as JSON: see `Values`. */
  after: string;
  /** Epoch ms. */
  created_at: number;
  undone_at: number | null;
  undone_by: string | null;
};

export type ActRow = Selectable<BackendActsTable>;

declare module '../../store/schema.ts' {
  interface Schema {
    backend_acts: BackendActsTable;
  }
}
