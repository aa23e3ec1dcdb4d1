import { transactLazily } from '../../store/transact-lazily.ts';
import type { Backend } from '../context.ts';
import { inTurns, type Pace } from '../pace.ts';
import { treePages } from '../slices/table-pages.ts';
import { decideReviewed } from '../trees/reviews.ts';
import { isActiveState } from '../trees/rules.ts';
import { settleTree } from '../trees/settle-tree.ts';
import { lockTree } from '../trees/trees.ts';

/**
 * Lets every tree that people work on come to rest once more, because the settings may have changed since: what has
 * enough reviews now is accepted or refused, and what is complete goes on.
 */
export async function settleAll(backend: Backend, pace: Pace = inTurns): Promise<void> {
  for await (const trees of treePages(backend.db, pace))
    for (const { id } of trees.filter(({ state }) => isActiveState(state))) {
      await pace();
      await transactLazily(backend.db, async (trx) => {
        await lockTree(trx, id);
        await decideReviewed(trx, backend.settings, id);
        await settleTree(trx, backend, id);
      });
    }
}
