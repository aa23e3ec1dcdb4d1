import { mayNot } from '../../oasst/errors.ts';
import { type ActPlace, readActs } from '../../store/acts.ts';
import type { Desk } from '../desk.ts';
import { type Entry, entryOfAct, entryOfBackend } from './entry.ts';

/**
 * A page of the trail. `isWhole` is false where the backend does not tell what it has of it; `unread` is how much it tells in a
 * form that is not known here.
 */
export type TrailPage = { entries: readonly Entry[]; unread: number; hasMore: boolean; isWhole: boolean };

/** What the bot and the backend have written down, as one list: the newest first, from behind a place on. */
export async function readTrail(
  { db, oasst }: Pick<Desk, 'db' | 'oasst'>,
  behind: ActPlace | undefined,
  most: number,
): Promise<TrailPage> {
  const [own, others] = await Promise.all([
    readActs(db, behind, most + 1),
    oasst.trail.page(behind, most + 1).catch((error) => {
      if (mayNot(error)) return undefined;
      throw error;
    }),
  ]);
  const all = [...own.map(entryOfAct), ...(others?.items ?? []).map(entryOfBackend)].toSorted(newestFirst);
  const unread = others?.unread ?? 0;
  const hasMore = all.length + unread > most;
  return { entries: all.slice(0, most), unread, hasMore, isWhole: others !== undefined };
}

/** By time, and by id where that is the same, as both sides have them: ids are UUIDs in small letters. */
function newestFirst(one: Entry, other: Entry): number {
  if (one.at !== other.at) return other.at - one.at;
  return one.id < other.id ? 1 : -1;
}
