import { prepared } from '../../store/prepared.ts';
import type { Db, Trx } from '../db.ts';
import { lockRow } from '../lock-row.ts';
import type { MessageRow } from '../messages/tables.ts';
import type { Settings } from '../settings/settings.ts';
import { rankSiblings } from './ranks.ts';
import { countedChildren, settledState, type Tree, type TreeNode, wantedTask } from './rules.ts';
import type { TreeRow, TreeState } from './tables.ts';
import { textKey } from './text-key.ts';

/** Takes the tree for this transaction, so that what is counted in it next stays true until the end. */
export function lockTree(trx: Trx, treeId: string): Promise<void> {
  return lockRow(trx, 'backend_trees', treeId);
}

/** The tree's row; throws when there is none, because every message has one. */
export async function treeRow(db: Db, treeId: string): Promise<TreeRow> {
  const [row] = await treeById(db, { treeId });
  if (!row) throw new Error(`There is no tree ${treeId}`);
  return row;
}

const treeById = prepared((db, { treeId }: { treeId: string }) =>
  db.selectFrom('backend_trees').selectAll().where('id', '=', treeId),
);

/**
 * The tree that a message is in.
 * @throws Error when there is no such message
 */
export async function treeOfMessage(db: Db, messageId: string): Promise<TreeRow> {
  const [row] = await treeAround(db, { messageId });
  if (!row) throw new Error(`There is no tree around message ${messageId}`);
  return row;
}

const treeAround = prepared((db, { messageId }: { messageId: string }) =>
  db
    .selectFrom('backend_messages')
    .innerJoin('backend_trees', 'backend_trees.id', 'backend_messages.tree_id')
    .selectAll('backend_trees')
    .where('backend_messages.id', '=', messageId),
);

/** Puts a tree into a state, whatever its messages say, and keeps in mind that it was finished. The tree must be locked. */
export async function setState(trx: Trx, treeId: string, state: TreeState): Promise<void> {
  await trx
    .updateTable('backend_trees')
    .set((eb) => ({
      state,
      was_finished: eb
        .case()
        .when('state', '=', 'ready_for_export')
        .then(1)
        .else(eb.ref('was_finished'))
        .end(),
    }))
    .where('id', '=', treeId)
    .execute();
}

/** All messages of a tree, oldest first. */
export function treeMessages(db: Db, treeId: string): Promise<MessageRow[]> {
  return messagesOf(db, { treeId });
}

const messagesOf = prepared((db, { treeId }: { treeId: string }) =>
  db
    .selectFrom('backend_messages')
    .selectAll()
    .where('tree_id', '=', treeId)
    .orderBy('created_at')
    .orderBy('id'),
);

/**
 * Lets the tree come to rest after a change: its state, what each message waits for, how many replies each has,
 * and the ranks when it is done. Call it in the transaction of the change, with the tree locked; `known` is what
 * was read of it with that lock, if it is still so.
 */
export async function bringToRest(
  trx: Trx,
  treeId: string,
  settings: Settings,
  known?: KnownTree,
): Promise<SettledTree> {
  const row = known?.tree ?? (await treeRow(trx, treeId));
  const messages = known?.messages ?? (await treeMessages(trx, treeId));
  const tree = toTree(row, messages);
  const state = settledState(tree, settings);
  if (state !== row.state && state === 'ready_for_scoring') await rankSiblings(trx, messages);
  const rest = state === 'ready_for_scoring' ? 'ready_for_export' : state;
  if (rest !== row.state) await setState(trx, treeId, rest);
  await storeWants(trx, { ...tree, state: rest }, messages, settings);
  return { lang: row.lang, from: row.state, to: rest, wasFinished: row.was_finished === 1 };
}

/** A tree as it stands in the database. */
export type KnownTree = { tree: TreeRow; messages?: readonly MessageRow[] };

/** What became of a tree. */
export type SettledTree = { lang: string; from: TreeState; to: TreeState; wasFinished: boolean };

/** The facts of a tree that the rules work on. */
export function toTree(row: TreeRow, messages: readonly MessageRow[]): Tree {
  return {
    state: row.state,
    goalSize: row.goal_size,
    maxDepth: row.max_depth,
    maxChildren: row.max_children,
    nodes: messages.map(toNode),
  };
}

function toNode(row: MessageRow): TreeNode {
  return {
    id: row.id,
    parentId: row.parent_id ?? undefined,
    depth: row.depth,
    isAssistant: row.is_assistant === 1,
    accepted: row.review_result === null ? undefined : row.review_result === 1,
    deleted: row.deleted === 1,
    reviewCount: row.review_count,
    rankingCount: row.ranking_count,
    textKey: textKey(row.text),
  };
}

/** What each message of a tree waits for, and how many replies it has, by its id. */
export function wantsIn(tree: Tree, settings: Settings): Map<string, Wants> {
  const wants = tree.nodes.map((node): [string, Wants] => [
    node.id,
    { wanted: wantedTask(node, tree, settings) ?? null, child_count: countedChildren(node, tree).length },
  ]);
  return new Map(wants);
}

type Wants = Pick<MessageRow, 'wanted' | 'child_count'>;

async function storeWants(trx: Trx, tree: Tree, messages: readonly MessageRow[], settings: Settings) {
  const wants = wantsIn(tree, settings);
  for (const { id, wanted, child_count } of messages) {
    const now = wants.get(id);
    if (!now || (now.wanted === wanted && now.child_count === child_count)) continue;
    await trx.updateTable('backend_messages').set(now).where('id', '=', id).execute();
  }
}
