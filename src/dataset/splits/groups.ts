import type { Db, Trx } from '../../backend/db.ts';
import { oneAtATime } from '../../store/one-at-a-time.ts';
import { inParts } from '../in-parts.ts';
import { bandsOf } from './min-hash.ts';

const ROOTS_PER_PAGE = 200;
const VALUES_PER_QUERY = 1_000;

type Root = { id: string; text: string };
type Banded = { id: string; bands: readonly string[] };

/** How the bands of a text are worked out. */
type BandsOf = (text: string, key: string) => string[];

/**
 * Puts every tree and story that has no group into one, the oldest first. Whatever has a group keeps it for ever, so
 * that nothing changes sides; a new one that is nearly the same as roots of two groups gets none.
 */
export async function groupAll(db: Db, key: string, bands: BandsOf = bandsOf): Promise<void> {
  await forget(db);
  for (const kind of [prompts, stories])
    for (let ids = await kind.ungrouped(db); ids.length > 0; ids = await kind.ungrouped(db))
      for (const some of inParts(ids, ROOTS_PER_PAGE))
        await groupPage(db, (asking) => kind.among(asking, some), remembering(bands, key));
}

/** The bands of a text, worked out once. */
function remembering(bands: BandsOf, key: string): (text: string) => string[] {
  const known = new Map<string, string[]>();
  return (text) => {
    const before = known.get(text) ?? bands(text, key);
    known.set(text, before);
    return before;
  };
}

/** Takes out what tells of texts that are no longer there. Their groups stay: others may belong to them. */
async function forget(db: Db) {
  await db
    .deleteFrom('dataset_bands')
    .where('root', 'in', (eb) =>
      eb.selectFrom('backend_messages').select('id').where('parent_id', 'is', null).where('text', '=', ''),
    )
    .execute();
}

/** Bands are worked out before the transaction, which on SQLite nobody else can write beside: whoever works just then. */
async function groupPage(
  db: Db,
  newRoots: (asking: Db) => Promise<Root[]>,
  bandsIn: (text: string) => string[],
): Promise<void> {
  for (const { text } of await newRoots(db)) bandsIn(text);
  await db.transaction().execute(async (trx) => {
    await oneAtATime(trx, 'dataset groups'); // two exports that begin at once would each miss what the other does
    const roots = await newRoots(trx); // some may have a group by now, or another text
    const banded = roots.map(({ id, text }) => ({ id, bands: bandsIn(text) }));
    const groups = grouped(banded, await known(trx, banded));
    for (const some of inParts(groups, VALUES_PER_QUERY))
      await trx.insertInto('dataset_groups').values(some).execute();
    const bands = banded.flatMap((root) => root.bands.map((band) => ({ band, root: root.id })));
    for (const some of inParts(bands, VALUES_PER_QUERY))
      await trx.insertInto('dataset_bands').values(some).execute();
  });
}

/**
 * The group of each of some roots, in their order. A root without a group lends its likes none: who is like it alone
 * begins a group.
 */
export function grouped(
  roots: readonly Banded[],
  before: ReadonlyMap<string, readonly string[]>,
): { root: string; group_root: string | null }[] {
  const groupsOf = new Map([...before].map(([band, groups]) => [band, new Set(groups)]));
  return roots.map(({ id, bands }) => {
    const likes = new Set(bands.flatMap((band) => [...(groupsOf.get(band) ?? [])]));
    const [only = id, ...others] = likes;
    if (others.length > 0) return { root: id, group_root: null };
    for (const band of bands) groupsOf.set(band, (groupsOf.get(band) ?? new Set()).add(only));
    return { root: id, group_root: only };
  });
}

async function known(trx: Trx, roots: readonly Banded[]): Promise<Map<string, string[]>> {
  const bands = [...new Set(roots.flatMap((root) => root.bands))];
  const found = new Map<string, string[]>();
  for (const some of inParts(bands, VALUES_PER_QUERY)) {
    const rows = await trx
      .selectFrom('dataset_bands as band')
      .innerJoin('dataset_groups as group', 'group.root', 'band.root')
      .select(['band.band', 'group.group_root'])
      .where('band.band', 'in', some)
      .where('group.group_root', 'is not', null)
      .distinct()
      .execute();
    for (const { band, group_root } of rows)
      if (group_root !== null) found.set(band, [...(found.get(band) ?? []), group_root]);
  }
  return found;
}

/** What can be told apart by sides: the ids of all that have no group, found at once, and those of some that have none still. */
type Kind = {
  ungrouped(db: Db): Promise<string[]>;
  among(db: Db, ids: readonly string[]): Promise<Root[]>;
};

const prompts: Kind = {
  async ungrouped(db) {
    const rows = await newPrompts(db).where('root.parent_id', 'is', null).select('root.id').execute();
    return rows.map(({ id }) => id);
  },
  among: (db, ids) => newPrompts(db).select(['root.id', 'root.text']).where('root.id', 'in', ids).execute(),
};

const stories: Kind = {
  async ungrouped(db) {
    const rows = await newStories(db).select('root.id').execute();
    return rows.map(({ id }) => id);
  },
  among: (db, ids) => newStories(db).select(['root.id', 'root.text']).where('root.id', 'in', ids).execute(),
};

function newPrompts(db: Db) {
  return db
    .selectFrom('backend_messages as root')
    .leftJoin('dataset_groups as group', 'group.root', 'root.id')
    .where('group.root', 'is', null)
    .orderBy('root.created_at')
    .orderBy('root.id');
}

function newStories(db: Db) {
  return db
    .selectFrom('backend_stories as root')
    .leftJoin('dataset_groups as group', 'group.root', 'root.id')
    .where('group.root', 'is', null)
    .orderBy('root.created_at')
    .orderBy('root.id');
}
