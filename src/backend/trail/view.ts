import { wireDate } from '../dates.ts';
import { Before, Values } from './before.ts';
import type { TrailRow } from './read.ts';
import type { ActRow } from './tables.ts';

/** An act on the wire. */
export function actView({ created_at, undone_at, before, after, ...act }: ActRow) {
  return {
    ...act,
    before: Before.parse(JSON.parse(before)),
    after: Values.parse(JSON.parse(after)),
    created_date: wireDate(created_at),
    undone_date: undone_at === null ? null : wireDate(undone_at),
  };
}

/** The same with whom it is about. */
export function trailEntryView({ auth_method, username, campaign_name, into, ...act }: TrailRow) {
  const person = auth_method === null || username === null ? null : { auth_method, id: username };
  const merged = into === null ? null : { auth_method: into.auth_method, id: into.username };
  return { ...actView(act), person, into: merged, campaign_name };
}
