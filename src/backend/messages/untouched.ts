import type { MessageRow } from './tables.ts';

/** A message to which nothing has happened since it was written by a person. */
export const untouched = {
  deleted: 0,
  deleted_with: null,
  withdrawn: 0,
  edited: 0,
  synthetic: 0,
  model_name: null,
  ranking_count: 0,
  rank: null,
  child_count: 0,
  wanted: null,
  reserved_until: null,
  reserved_by: null,
  second_look: null,
  band_1: null,
  band_2: null,
  band_3: null,
  band_4: null,
  campaign_id: null,
} as const satisfies Partial<MessageRow>;
