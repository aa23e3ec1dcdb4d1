import type { CampaignRow } from '../campaigns/tables.ts';
import type { Backend } from '../context.ts';
import type { Trx } from '../db.ts';
import type { Search } from './available/search.ts';

/** What a kind of task is prepared with. */
export type Preparation = {
  backend: Backend;
  trx: Trx;
  search: Search;
  /** The campaign it is asked for in; null for none. */
  campaign: CampaignRow | null;
  taskId: string;
  /** Whether its type was asked for by name rather than by `random`. */
  explicit: boolean;
};

/** A task about to be stored: what it is about, and the fields it has on the wire besides `id` and `type`. */
export type PreparedTask = {
  subjectId: string | null;
  candidates?: string[];
  /** Ids that are not shown because they have the text of one that is, by that one's. */
  twins?: Record<string, string>;
  /** Whether there are more candidates than it shows. */
  partial?: boolean;
  labelMode?: 'full' | 'simple';
  view: object;
};

/** Finds work of one kind for somebody; undefined when there is none. */
export type PrepareTask = (at: Preparation) => Promise<PreparedTask | undefined>;
