import type { Backend } from '../context.ts';
import type { Trx } from '../db.ts';
import type { StoredEmojiCode } from '../messages/emoji-codes.ts';
import { messageById } from '../messages/read.ts';
import { AUTOMATIC } from '../trail/actor.ts';
import { record } from '../trail/record.ts';
import { settleTree } from '../trees/settle-tree.ts';
import type { TreeState } from '../trees/tables.ts';
import { setState, treeRow } from '../trees/trees.ts';
import { deleteBranch } from './delete-message.ts';
import { noteFlag } from './flags.ts';

const moderated: ReadonlySet<TreeState> = new Set(['initial_prompt_review', 'growing']);

/**
 * Acts on enough red flags or skips, at once: a flagged reply is deleted with everything under it, a flagged prompt
 * aborts its tree, and a message that nobody wants to answer halts it. The tree must be locked.
 */
export async function moderate(
  trx: Trx,
  backend: Backend,
  messageId: string,
  emoji: StoredEmojiCode,
): Promise<void> {
  const { settings, now } = backend;
  if (emoji !== 'red_flag' && emoji !== '_skip_reply') return;
  if (emoji === 'red_flag') await noteFlag(trx, messageId, now());
  const message = await messageById(trx, messageId);
  const tree = await treeRow(trx, message.tree_id);
  const limit = emoji === 'red_flag' ? settings.redFlagLimit : settings.skipLimit;
  if (!moderated.has(tree.state) || (await countOf(trx, messageId, emoji)) < limit) return;
  const act = emoji === '_skip_reply' ? 'stop' : message.depth === 0 ? 'abort' : 'delete';
  const before = { deleted: message.deleted === 1, state: tree.state };
  if (act === 'stop') await setState(trx, tree.id, 'halted_by_moderator');
  else if (act === 'abort') await setState(trx, tree.id, 'aborted_low_grade');
  else await deleteBranch(trx, tree.id, messageId);
  await record(trx, backend, { act, actor: AUTOMATIC, message_id: messageId }, before);
  await settleTree(trx, backend, tree.id, { before: tree.state });
}

async function countOf(trx: Trx, messageId: string, emoji: StoredEmojiCode) {
  const { count } = await trx
    .selectFrom('backend_emojis')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('message_id', '=', messageId)
    .where('emoji', '=', emoji)
    .executeTakeFirstOrThrow();
  return Number(count);
}
