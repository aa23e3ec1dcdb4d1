import { wireDate } from '../../dates.ts';
import { Before } from './before.ts';
import type { ActRow } from './tables.ts';

/** An act on the wire. */
export function actView({ created_at, undone_at, before, ...act }: ActRow) {
  return {
    ...act,
    before: Before.parse(JSON.parse(before)),
    created_date: wireDate(created_at),
    undone_date: undone_at === null ? null : wireDate(undone_at),
  };
}
