import type { Db, Trx } from '../../backend/db.ts';
import { oneAtATime } from '../../store/one-at-a-time.ts';
import { inParts } from '../in-parts.ts';
import { bandsOf } from './min-hash.ts';

const ROOTS_PER_PAGE = 200;
const VALUES_PER_QUERY = 1_000;

type Root = { id: string; text: string; created_at: number };
/** Where the last page ended; what is older has a group by now. */
type Place = Pick<Root, 'id' | 'created_at'>;
type NewRoots = (trx: Trx, after: Place) => Promise<Root[]>;
type Banded = { id: string; bands: readonly string[] };

/**
 * Puts every tree and story that has no group into one, the oldest first. Whatever has a group keeps it for ever, so
 * that nothing changes sides; a new one that is nearly the same as roots of two groups gets none.
 */
export async function groupAll(db: Db, key: string): Promise<void> {
  await forget(db);
  for (const newRoots of [newPrompts, newStories]) {
    let last: Place | undefined = { id: '', created_at: Number.MIN_SAFE_INTEGER };
    while (last) last = await groupPage(db, key, newRoots, last);
  }
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

async function groupPage(db: Db, key: string, newRoots: NewRoots, after: Place): Promise<Place | undefined> {
  return await db.transaction().execute(async (trx) => {
    await oneAtATime(trx, 'dataset groups'); // two exports that begin at once would each miss what the other does
    const roots = await newRoots(trx, after);
    const banded = roots.map(({ id, text }) => ({ id, bands: bandsOf(text, key) }));
    const groups = grouped(banded, await known(trx, banded));
    for (const some of inParts(groups, VALUES_PER_QUERY))
      await trx.insertInto('dataset_groups').values(some).execute();
    const bands = banded.flatMap((root) => root.bands.map((band) => ({ band, root: root.id })));
    for (const some of inParts(bands, VALUES_PER_QUERY))
      await trx.insertInto('dataset_bands').values(some).execute();
    return roots.at(-1);
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

function newPrompts(trx: Trx, { id, created_at }: Place): Promise<Root[]> {
  return trx
    .selectFrom('backend_messages as prompt')
    .leftJoin('dataset_groups as group', 'group.root', 'prompt.id')
    .select(['prompt.id', 'prompt.text', 'prompt.created_at'])
    .where('prompt.parent_id', 'is', null)
    .where('group.root', 'is', null)
    .where((eb) => eb(eb.refTuple('prompt.created_at', 'prompt.id'), '>', eb.tuple(created_at, id)))
    .orderBy('prompt.created_at')
    .orderBy('prompt.id')
    .limit(ROOTS_PER_PAGE)
    .execute();
}

function newStories(trx: Trx, { id, created_at }: Place): Promise<Root[]> {
  return trx
    .selectFrom('backend_stories as story')
    .leftJoin('dataset_groups as group', 'group.root', 'story.id')
    .select(['story.id', 'story.text', 'story.created_at'])
    .where('group.root', 'is', null)
    .where((eb) => eb(eb.refTuple('story.created_at', 'story.id'), '>', eb.tuple(created_at, id)))
    .orderBy('story.created_at')
    .orderBy('story.id')
    .limit(ROOTS_PER_PAGE)
    .execute();
}
