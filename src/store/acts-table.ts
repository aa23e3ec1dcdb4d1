/** What managers do in Discord that the bot keeps the trail of, by name; what the backend keeps is in the trail of that. */
export type ManagerAct =
  | 'server'
  | 'team_add'
  | 'team_remove'
  | 'text'
  | 'webhook_add'
  | 'webhook_enable'
  | 'webhook_remove'
  | 'import'
  | 'export'
  | 'backup'
  | 'job_stop'
  | 'appeal_answer'
  // of moderators, where the backend keeps no trail
  | 'delete'
  | 'undelete'
  | 'stop'
  | 'start'
  | 'keep'
  | 'edit'
  | 'disable'
  | 'enable'
  | 'purge'
  | 'merge';

/** One thing that a manager did. Rows are added and never taken out. */
export type ActsTable = {
  id: string;
  /** A `ManagerAct`; a newer version may know more. */
  act: string;
  /** Who: a Discord id; empty for somebody who is forgotten. */
  actor: string;
  /** Whom it is about: a Discord id; null for nobody, empty for somebody who is forgotten. */
  person_id: string | null;
  /**
   * What it is about: a server's id, a role's, `kind.language` of a text, the host of a webhook, the name of a file, the format
   * of an export, the kind of a job, a message's id or, for people whom only the backend knows, a user's. Never a secret.
   */
  subject: string;
  /** How what was changed was before and is after, as JSON: see `Facts`. */
  before: string;
  after: string;
  /** Epoch ms. */
  created_at: number;
};
