import type { Db } from '../../backend/db.ts';
import type { TreeState } from '../../backend/trees/tables.ts';
import { inParts } from '../in-parts.ts';
import { nameOf } from '../names.ts';
import { inCampaigns } from './campaigns.ts';
import type { ExportFilter } from './choice.ts';
import { storedFindings } from './findings.ts';
import type { People } from './people.ts';
import type { Reading } from './reading.ts';
import type { Candidate } from './select.ts';

/** A tree as it is read; what people think of its messages is read only for those that are exported. */
export type StoredTree = {
  id: string;
  name: string;
  state: TreeState;
  origin: string | undefined;
  /** What it came with that has no field: a JSON object. */
  meta: string | undefined;
  messages: StoredMessage[];
};

export type StoredMessage = Candidate & {
  /** The id it came with if it was imported, else its id. */
  name: string;
  author: string | undefined;
  /** Whether anybody knows when it was written; else `createdAt` is when it was imported. */
  dated: boolean;
  lang: string;
  isAssistant: boolean;
  reviewCount: number;
  /** Undefined for undecided. */
  reviewResult: boolean | undefined;
  modelName: string | undefined;
  /** What its author was warned of before they sent it; undefined where it was nothing. */
  secondLook: string[] | undefined;
  /** Whether it was written here for a task. */
  forTask: boolean;
};

/**
 * The chosen trees, the oldest prompt first, a page at a time. Trees that change meanwhile are given as they are when
 * their page is read.
 */
export async function* readTrees(
  { db, people, once, atOnce, pace }: Reading,
  choice: ExportFilter,
): AsyncGenerator<readonly StoredTree[]> {
  const { langs, campaigns, states, since, until } = choice;
  const asked = JSON.stringify([langs, campaigns, states, since, until]);
  const ids = await once('tree ids', [asked], () => chosenIds(db, choice));
  for (const some of inParts(ids, atOnce)) {
    yield await once('trees', [asked, ...some], () => treesAt(db, some, choice, people));
    await pace();
  }
}

/** Those of some trees that are in a chosen state now, in the order in which the ids stand. */
export async function treesAt(
  db: Db,
  ids: readonly string[],
  choice: ExportFilter,
  people: People,
): Promise<StoredTree[]> {
  if (ids.length === 0) return [];
  const rows = new Map((await treeRows(db, ids, choice)).map((row) => [row.id, row]));
  const trees = ids.flatMap((id) => rows.get(id) ?? []);
  if (trees.length === 0) return [];
  const messages = Map.groupBy(await messagesOf(db, trees, people), ({ treeId }) => treeId);
  return trees.map(({ id, state, origin, tree_name, tree_meta }) => ({
    id,
    name: tree_name ?? id,
    state,
    origin: origin ?? undefined,
    meta: tree_meta ?? undefined,
    messages: messages.get(id) ?? [],
  }));
}

/** Those of some trees that are chosen. */
export async function chosenAmong(db: Db, choice: ExportFilter, ids: readonly string[]): Promise<string[]> {
  const rows = await chosenRows(db, choice).where('prompt.id', 'in', ids).execute(); // of a tree the same id
  return rows.map(({ id }) => id);
}

/** All at once: a page that looks for its beginning anew takes the longer the further it is. */
async function chosenIds(db: Db, choice: ExportFilter): Promise<string[]> {
  const rows = await chosenRows(db, choice).where('prompt.parent_id', 'is', null).execute();
  return rows.map(({ id }) => id);
}

function chosenRows(db: Db, { langs, campaigns, states, since, until }: ExportFilter) {
  return db
    .selectFrom('backend_messages as prompt')
    .innerJoin('backend_trees as tree', 'tree.id', 'prompt.tree_id')
    .select('tree.id')
    .where('tree.state', 'in', states)
    .where('prompt.created_at', '>=', since ?? Number.MIN_SAFE_INTEGER)
    .where('prompt.created_at', '<', until ?? Number.MAX_SAFE_INTEGER)
    .$if(langs !== undefined, (query) => query.where('tree.lang', 'in', langs ?? []))
    .where(({ ref }) => inCampaigns(ref('tree.campaign_id'), campaigns))
    .orderBy('prompt.created_at')
    .orderBy('prompt.id');
}

function treeRows(db: Db, ids: readonly string[], { states }: ExportFilter) {
  return db
    .selectFrom('backend_trees as tree')
    .leftJoin('backend_imported as imported', 'imported.message_id', 'tree.id')
    .select(['tree.id', 'tree.state', 'tree.origin', 'imported.tree_name', 'imported.tree_meta'])
    .where('tree.id', 'in', ids)
    .where('tree.state', 'in', states)
    .execute();
}

async function messagesOf(db: Db, trees: readonly { id: string }[], people: People) {
  const rows = await messageRows(
    db,
    trees.map(({ id }) => id),
  );
  const authors = await people.among(rows.map(({ user_id }) => user_id));
  return rows.map((row) => {
    const author = authors.get(row.user_id);
    return {
      id: row.id,
      treeId: row.tree_id,
      parentId: row.parent_id ?? undefined,
      name: nameOf(row),
      author: author?.name,
      text: row.text,
      lang: row.lang,
      isAssistant: row.is_assistant === 1,
      createdAt: row.created_at,
      dated: row.undated !== 1,
      position: row.position ?? undefined,
      reviewCount: row.review_count,
      reviewResult: row.review_result === null ? undefined : row.review_result === 1,
      accepted: row.review_result === 1,
      deleted: row.deleted === 1,
      synthetic: row.synthetic === 1,
      modelName: row.model_name ?? undefined,
      forTask: row.task_id !== null,
      rank: row.rank ?? undefined,
      secondLook: storedFindings(row.second_look),
      warned: row.second_look !== null,
      sample: author?.sample ?? false,
      withdrawn: author?.withdrawn ?? false,
    };
  });
}

function messageRows(db: Db, treeIds: readonly string[]) {
  return db
    .selectFrom('backend_messages as message')
    .leftJoin('backend_imported as imported', 'imported.message_id', 'message.id')
    .select([
      'message.id',
      'message.tree_id',
      'message.parent_id',
      'message.client',
      'message.frontend_message_id',
      'message.user_id',
      'message.text',
      'message.lang',
      'message.is_assistant',
      'message.created_at',
      'message.review_count',
      'message.review_result',
      'message.deleted',
      'message.synthetic',
      'message.model_name',
      'message.task_id',
      'message.rank',
      'message.second_look',
      'imported.undated',
      'imported.position',
    ])
    .where('message.tree_id', 'in', treeIds)
    .execute();
}
