import type { TreeState } from '../../backend/trees/tables.ts';
import type { Filters } from './bar.ts';

/** Whether something is left out, taken too, or the only thing taken. */
export type Share = 'no' | 'yes' | 'only';

/** What of a collection is exported. */
export type ExportFilter = {
  /** Undefined for every language. */
  langs: readonly string[] | undefined;
  /** Names or ids of campaigns; undefined for every one, and what is in none. */
  campaigns: readonly string[] | undefined;
  states: readonly TreeState[];
  /** Trees begun from this moment on, and before that one; epoch ms. */
  since: number | undefined;
  until: number | undefined;
  deleted: Share;
  /** Messages that reviewers have refused or not decided about. */
  unaccepted: Share;
  synthetic: Share;
  /** Messages that were sent in spite of what a second look had found. */
  warnings: Share;
  samples: boolean;
  filters: Filters;
  labels: boolean;
  emojis: boolean;
  events: boolean;
};
