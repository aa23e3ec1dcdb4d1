import { transactLazily } from '../../store/transact-lazily.ts';
import type { Backend } from '../context.ts';
import { isActive } from '../rules/tree.ts';
import { settleTree } from '../settle-tree.ts';
import { lockTree } from '../trees.ts';
import { inTurns, type Pace } from './pace.ts';
import { treePages } from './table-pages.ts';

/** Lets every tree that people work on come to rest once more, because the settings may have changed since. */
export async function settleAll(backend: Backend, pace: Pace = inTurns): Promise<void> {
  for await (const trees of treePages(backend.db, pace))
    for (const { id } of trees.filter(({ state }) => isActive(state))) {
      await pace();
      await transactLazily(backend.db, async (trx) => {
        await lockTree(trx, id);
        await settleTree(trx, backend, id);
      });
    }
}
