import type { Db } from '../../backend/db.ts';
import { inTurns, type Pace } from '../../backend/pace.ts';
import { createPeople, type People } from './people.ts';

/** Where an export reads: of which collection, what it knows of the people there, and what it read a moment ago. */
export type Reading = { db: Db; people: People; once: Once } & Stride;

/** How many trees, or stories, are read at once, and what is waited for before the next. */
export type Stride = { atOnce: number; pace: Pace };

/** Of a process that does nothing else. */
const steady: Stride = { atOnce: 100, pace: async () => {} };
/** Of one that has others waiting: they have their turn every few milliseconds, as with all that a bot does in the background. */
export const inBetween: Stride = { atOnce: 10, pace: inTurns };

/** Reads what a name stands for, always of one type, of some keys. Several may be given the same: nobody changes it. */
export type Once = <T>(name: string, keys: readonly string[], read: () => Promise<T>) => Promise<T>;

/** Where one goes through the collection: everything is read when it is asked for. */
export function createReading(db: Db, stride: Stride = steady): Reading {
  return { ...stride, db, people: createPeople(db), once: (_name, _keys, read) => read() };
}

/**
 * Where several go through the collection side by side, a page at a time: what one of them has read the others are given.
 * Of each name only what was read last is held, whatever the size of the collection.
 */
export function createSharedReading(db: Db): Reading {
  const last = new Map<string, { key: string; found: Promise<unknown> }>();
  return {
    ...steady,
    db,
    people: createPeople(db),
    once<T>(name: string, keys: readonly string[], read: () => Promise<T>) {
      const key = keys.join();
      const known = last.get(name);
      if (known?.key === key) return known.found as Promise<T>; // a name is of one type
      const found = read();
      last.set(name, { key, found });
      return found;
    },
  };
}
