import { treeStates } from '../../store/backend-tables.ts';
import type { Backend } from '../context.ts';
import { isActive } from '../rules/tree.ts';
import { settleTree } from '../settle-tree.ts';
import { lockTree } from '../trees.ts';

/** Lets every tree that people work on come to rest once more, because the settings may have changed since. */
export async function settleAll(backend: Backend): Promise<void> {
  const trees = await backend.db
    .selectFrom('backend_trees')
    .select('id')
    .where('state', 'in', treeStates.filter(isActive))
    .orderBy('id')
    .execute();
  for (const { id } of trees)
    await backend.db.transaction().execute(async (trx) => {
      await lockTree(trx, id);
      await settleTree(trx, backend, id);
    });
}
