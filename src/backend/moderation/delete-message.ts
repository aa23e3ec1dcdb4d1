import { codes } from '../../oasst/errors.ts';
import type { Backend } from '../context.ts';
import type { Trx } from '../db.ts';
import { notStored, RequestError } from '../errors.ts';
import { messageById } from '../messages/read.ts';
import { settleTree } from '../trees/settle-tree.ts';
import { lockTree, treeMessages } from '../trees/trees.ts';
import { within } from '../within.ts';

/** Deletes a message and all that hangs on it; what was deleted before stays as it is. */
export async function deleteBranch(trx: Trx, treeId: string, messageId: string): Promise<void> {
  const branch = new Set([messageId]);
  for (const { id, parent_id } of await inDepth(trx, treeId))
    if (parent_id !== null && branch.has(parent_id)) branch.add(id);
  await trx
    .updateTable('backend_messages')
    .set({ deleted: 1, deleted_with: messageId })
    .where('id', 'in', [...branch])
    .where('deleted', '=', 0)
    .execute();
}

/** Deletes messages, each with all that hangs on it, and lets their trees come to rest; trees are locked in the order of their ids. */
export async function deleteWithin(trx: Trx, backend: Backend, ids: readonly string[]): Promise<void> {
  const messages = [];
  for (const id of ids) messages.push(await messageById(trx, id));
  const trees = Map.groupBy(messages, ({ tree_id }) => tree_id);
  for (const [treeId, doomed] of [...trees].sort(([a], [b]) => (a < b ? -1 : 1))) {
    await lockTree(trx, treeId);
    for (const { id } of doomed.sort((a, b) => a.depth - b.depth)) await deleteBranch(trx, treeId, id);
    await settleTree(trx, backend, treeId);
  }
}

/**
 * Brings a deleted message back, with what was deleted along with it.
 * @throws RequestError: 404 2001 when there is none, 400 2009 while the message it answers is deleted,
 *   because nobody could read the conversation, and 400 1004 for one that its author has taken back
 */
export async function undelete(backend: Backend, id: string): Promise<void> {
  const { tree_id } = await messageById(backend.db, id);
  await within(backend.db, async (trx) => {
    await lockTree(trx, tree_id);
    const message = await messageById(trx, id);
    if (message.deleted === 0) return;
    if (message.withdrawn === 1 || message.text === '') throw notStored('Its author has taken it back.');
    const parent = message.parent_id === null ? undefined : await messageById(trx, message.parent_id);
    if (parent?.deleted === 1)
      throw new RequestError(
        400,
        codes.brokenConversation,
        'The message it answers is deleted: undelete that.',
      );
    const branch = new Set([id]);
    for (const row of await inDepth(trx, tree_id))
      if (row.parent_id !== null && branch.has(row.parent_id) && row.deleted_with === message.deleted_with)
        branch.add(row.id);
    await trx
      .updateTable('backend_messages')
      .set({ deleted: 0, deleted_with: null })
      .where('id', 'in', [...branch])
      .execute();
    await settleTree(trx, backend, tree_id);
  });
}

async function inDepth(trx: Trx, treeId: string) {
  return (await treeMessages(trx, treeId)).sort((a, b) => a.depth - b.depth);
}
