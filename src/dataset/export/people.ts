import type { Db } from '../../backend/db.ts';
import { CLIENT as SAMPLES } from '../../backend/samples/names.ts';
import { inParts } from '../in-parts.ts';
import { IMPORTED, NOBODY } from '../names.ts';

/** What an export has to know of somebody. */
export type Person = {
  /** What they are called in the files: the id they were imported with, else the backend's; undefined for nobody. */
  name: string | undefined;
  /** They have left or were shut out. */
  withdrawn: boolean;
  /** They are one of those who made the samples. */
  sample: boolean;
};

/** People by id, each looked up once in an export, so that a file has one opinion of everybody. */
export type People = {
  /** Everybody with one of these ids, and all that were asked for before. */
  among(ids: Iterable<string>): Promise<ReadonlyMap<string, Person>>;
};

const IDS_PER_QUERY = 1_000;

/** Nobody is known yet. */
export function createPeople(db: Db): People {
  const known = new Map<string, Person>();
  return {
    async among(ids) {
      const missing = [...new Set(ids)].filter((id) => !known.has(id));
      for (const some of inParts(missing, IDS_PER_QUERY))
        for (const row of await rowsOf(db, some)) known.set(row.id, personOf(row));
      return known;
    },
  };
}

function rowsOf(db: Db, ids: readonly string[]) {
  return db
    .selectFrom('backend_users')
    .select(['id', 'client', 'username', 'enabled', 'deleted'])
    .where('id', 'in', ids)
    .execute();
}

function personOf({
  id,
  client,
  username,
  enabled,
  deleted,
}: Awaited<ReturnType<typeof rowsOf>>[number]): Person {
  const name = client === IMPORTED ? username : id;
  return {
    name: id === NOBODY ? undefined : name,
    withdrawn: enabled === 0 || deleted === 1,
    sample: client === SAMPLES,
  };
}
