import type { Selectable } from 'kysely';

// Times are epoch milliseconds, JSON is text, ids are UUIDs.

/** A campaign: some of the collection's conversations, begun and worked on together. */
export type BackendCampaignsTable = {
  id: string;
  name: string;
  /** The name as `nameKey` has it: no two campaigns share one. */
  name_key: string;
  topic: string;
  /** BCP 47 tags as a JSON list; an empty one stands for every language. */
  languages: string;
  /** A `CampaignMix` as JSON; null for that of the collection. */
  mix: string | null;
  goal_of: 'trees' | 'messages' | null;
  goal: number | null;
  opens_at: number | null;
  closes_at: number | null;
  /** Discord ids: only those with this role of this server take part. */
  role_id: string | null;
  role_guild_id: string | null;
  created_at: number;
  ended_at: number | null;
  /** Why owners' programs were told that it is done; null as long as they were not. */
  told: WhyDone | null;
};

/** An owner ended it, its last day is over, or it has what it was to reach. */
export type WhyDone = 'owner' | 'date' | 'goal';

/** A campaign's row. */
export type CampaignRow = Selectable<BackendCampaignsTable>;

declare module '../../store/schema.ts' {
  interface Schema {
    backend_campaigns: BackendCampaignsTable;
  }
}
