/** An address of an owner's own program, which is told of events. */
export type WebhooksTable = {
  /** What buttons know it by: nobody can guess it. */
  id: string;
  url: string;
  /** What messages are signed with, as Standard Webhooks write it. */
  secret: string;
  /** The events it is told of, as a JSON list; `[]` for all. */
  events: string;
  created_at: number;
  /** Since when it takes nothing; null while it does. */
  failing_since: number | null;
  /** Why it took nothing the last time: a status, or a word of ours. */
  failure: string | null;
  /** When it was given up; null while it is told. */
  disabled_at: number | null;
};

/** What has happened and is not on its way to every address yet. */
export type WebhookEventsTable = { id: string; type: string; data: string; created_at: number };
