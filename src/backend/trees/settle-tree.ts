import { announce } from '../../store/webhooks.ts';
import type { Backend } from '../context.ts';
import type { Trx } from '../db.ts';
import { replaceFromBacklog } from './backlog.ts';
import { isActiveState } from './rules.ts';
import type { TreeState } from './tables.ts';
import { bringToRest, type KnownTree } from './trees.ts';

/**
 * Lets a tree come to rest after a change; its end may bring another one from the backlog. Call it in the transaction
 * of the change, with the tree locked. `before` is the state it had before that, if it was changed already; `known` is
 * what was read of it with the lock, if it is still so. That it is finished is told once, however often it is stopped and started.
 */
export async function settleTree(
  trx: Trx,
  backend: Backend,
  treeId: string,
  { before, known }: { before?: TreeState; known?: KnownTree } = {},
): Promise<void> {
  const { lang, from, to, wasFinished } = await bringToRest(trx, treeId, backend.settings, known);
  if (to === 'ready_for_export' && from !== to && !wasFinished)
    await announce(trx, { type: 'collection.tree_finished', data: { tree_id: treeId, lang } }, backend.now());
  if (isActiveState(before ?? from) && !isActiveState(to)) await replaceFromBacklog(trx, backend, lang);
}
