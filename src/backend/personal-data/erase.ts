import type { Backend } from '../context.ts';
import { touchedTrees } from '../moderation/merging/touched-trees.ts';
import { lockUser } from '../users/people.ts';
import type { UserRow } from '../users/tables.ts';
import { forgetActsOf } from './acts.ts';
import { eraseInTree } from './erase-in-tree.ts';
import { eraseSummaries } from './erase-summaries.ts';
import { eraseTasks } from './erase-tasks.ts';

/**
 * Takes everything somebody wrote, judged and reported out of the collection, tree by tree. Where their messages were a
 * placeholder without words is left, so that each tree is whole; counts and ranks are made anew. The account stays, so
 * that the same call can be made again after it was cut short: what it has done is done, and the rest follows.
 */
export async function erase(backend: Backend, user: UserRow): Promise<{ texts: number }> {
  const { db } = backend;
  await db.transaction().execute(async (trx) => {
    await lockUser(trx, user.id);
    await eraseTasks(trx, user.id); // an answer that is on its way comes before this and is found below, or is refused
  });
  const trees = await db.transaction().execute((trx) => touchedTrees(trx, user.id));
  const edited = await treesEditedBy(backend, user.id);
  let texts = 0;
  for (const treeId of [...new Set([...trees, ...edited])])
    texts += await db.transaction().execute(async (trx) => {
      await lockUser(trx, user.id); // before the tree, as everywhere
      return eraseInTree(trx, backend, user.id, treeId);
    });
  texts += await db.transaction().execute(async (trx) => {
    await lockUser(trx, user.id);
    await forgetActsOf(trx, user);
    return eraseSummaries(trx, user.id, backend.now());
  });
  return { texts };
}

async function treesEditedBy({ db }: Backend, userId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('backend_revisions')
    .innerJoin('backend_messages', 'backend_messages.id', 'backend_revisions.message_id')
    .select('tree_id')
    .distinct()
    .where('backend_revisions.user_id', '=', userId)
    .execute();
  return rows.map(({ tree_id }) => tree_id);
}
