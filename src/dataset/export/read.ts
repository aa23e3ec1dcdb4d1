import type { Db } from '../../backend/db.ts';
import { CLIENT as SAMPLES } from '../../backend/samples/names.ts';
import type { TreeState } from '../../backend/trees/tables.ts';
import { IMPORTED, NOBODY } from '../names.ts';
import type { ExportFilter } from './choice.ts';
import type { Candidate } from './select.ts';

const TREES_PER_PAGE = 100;

/** A tree as it is read; what people think of its messages is read only for those that are exported. */
export type StoredTree = {
  id: string;
  name: string;
  state: TreeState;
  origin: string | undefined;
  messages: StoredMessage[];
};

export type StoredMessage = Candidate & {
  /** The id it came with if it was imported, else its id. */
  name: string;
  author: string | undefined;
  lang: string;
  isAssistant: boolean;
  reviewCount: number;
  /** Undefined for undecided. */
  reviewResult: boolean | undefined;
  modelName: string | undefined;
};

/**
 * The chosen trees, the oldest prompt first, a page at a time. Trees that change meanwhile are given as they are when
 * their page is read.
 */
export async function* readTrees(db: Db, choice: ExportFilter): AsyncGenerator<StoredTree[]> {
  let after = { created_at: Number.MIN_SAFE_INTEGER, id: '' };
  for (;;) {
    const trees = await pageOf(db, choice, after);
    const last = trees.at(-1);
    if (!last) return;
    after = last;
    const messages = Map.groupBy(await messagesOf(db, trees), ({ treeId }) => treeId);
    yield trees.map(({ id, state, origin, tree_name }) => ({
      id,
      name: tree_name ?? id,
      state,
      origin: origin ?? undefined,
      messages: messages.get(id) ?? [],
    }));
  }
}

function pageOf(
  db: Db,
  { langs, states, since, until }: ExportFilter,
  after: { created_at: number; id: string },
) {
  const page = db
    .selectFrom('backend_messages as prompt')
    .innerJoin('backend_trees as tree', 'tree.id', 'prompt.tree_id')
    .leftJoin('backend_imported as imported', 'imported.message_id', 'prompt.id')
    .select(['tree.id', 'tree.state', 'tree.origin', 'imported.tree_name', 'prompt.created_at'])
    .where('prompt.parent_id', 'is', null)
    .where(({ eb, refTuple, tuple }) =>
      eb(refTuple('prompt.created_at', 'prompt.id'), '>', tuple(after.created_at, after.id)),
    )
    .where('tree.state', 'in', states)
    .where('prompt.created_at', '>=', since ?? Number.MIN_SAFE_INTEGER)
    .where('prompt.created_at', '<', until ?? Number.MAX_SAFE_INTEGER)
    .orderBy('prompt.created_at')
    .orderBy('prompt.id')
    .limit(TREES_PER_PAGE);
  return (langs ? page.where('tree.lang', 'in', langs) : page).execute();
}

async function messagesOf(db: Db, trees: readonly { id: string }[]) {
  const rows = await db
    .selectFrom('backend_messages as message')
    .innerJoin('backend_users as author', 'author.id', 'message.user_id')
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
      'message.rank',
      'author.client as author_client',
      'author.username',
      'author.enabled',
      'author.deleted as author_deleted',
    ])
    .where(
      'message.tree_id',
      'in',
      trees.map(({ id }) => id),
    )
    .execute();
  return rows.map((row) => ({
    id: row.id,
    treeId: row.tree_id,
    parentId: row.parent_id ?? undefined,
    name: row.client === IMPORTED ? row.frontend_message_id : row.id,
    author: row.user_id === NOBODY ? undefined : userName(row.user_id, row.author_client, row.username),
    text: row.text,
    lang: row.lang,
    isAssistant: row.is_assistant === 1,
    createdAt: row.created_at,
    reviewCount: row.review_count,
    reviewResult: row.review_result === null ? undefined : row.review_result === 1,
    accepted: row.review_result === 1,
    deleted: row.deleted === 1,
    synthetic: row.synthetic === 1,
    modelName: row.model_name ?? undefined,
    rank: row.rank ?? undefined,
    sample: row.author_client === SAMPLES,
    withdrawn: row.enabled === 0 || row.author_deleted === 1,
  }));
}

/** What somebody is called in the files: the id they were imported with, else the backend's. */
export function userName(id: string, client: string, username: string): string {
  return client === IMPORTED ? username : id;
}
