import type { Db } from '../../backend/db.ts';
import { createPeople, type People } from './people.ts';

/** Where an export reads: of which collection, what it knows of the people there, and what it read a moment ago. */
export type Reading = { db: Db; people: People; once: Once };

/** Reads what a name stands for, always of one type, of some keys. Several may be given the same: nobody changes it. */
export type Once = <T>(name: string, keys: readonly string[], read: () => Promise<T>) => Promise<T>;

/** Where one goes through the collection: everything is read when it is asked for. */
export function createReading(db: Db): Reading {
  return { db, people: createPeople(db), once: (_name, _keys, read) => read() };
}

/**
 * Where several go through the collection side by side, a page at a time: what one of them has read the others are given.
 * Of each name only what was read last is held, whatever the size of the collection.
 */
export function createSharedReading(db: Db): Reading {
  const last = new Map<string, { key: string; found: Promise<unknown> }>();
  return {
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
