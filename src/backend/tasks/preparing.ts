import type { Backend } from '../context.ts';
import type { Trx } from '../db.ts';
import type { Search } from './open/search.ts';

/** What a kind of task is prepared with. */
export type Preparing = {
  backend: Backend;
  trx: Trx;
  search: Search;
  taskId: string;
  /** Whether its type was asked for by name rather than by `random`. */
  explicit: boolean;
};

/** A task about to be stored: what it is about, and the fields it has on the wire besides `id` and `type`. */
export type Prepared = {
  subjectId: string | null;
  candidates?: string[];
  labelMode?: 'full' | 'simple';
  view: object;
};

/** Finds work of one kind for somebody; undefined when there is none. */
export type Prepare = (at: Preparing) => Promise<Prepared | undefined>;
