import { wireDate } from '../dates.ts';
import type { Db } from '../db.ts';
import { isActiveState } from '../trees/rules.ts';
import { type TreeState, treeStates } from '../trees/tables.ts';

/** How many trees are in each state that has any. */
export async function stateCounts(db: Db): Promise<Partial<Record<TreeState, number>>> {
  const rows = await db
    .selectFrom('backend_trees')
    .select(({ fn }) => ['state', fn.countAll<number>().as('count')])
    .groupBy('state')
    .orderBy('state')
    .execute();
  return Object.fromEntries(rows.map(({ state, count }) => [state, Number(count)]));
}

/** How large and how old trees are; messages that are deleted or were refused do not count. */
export async function messageCounts(db: Db, onlyActive: boolean) {
  const states = treeStates.filter((state) => !onlyActive || isActiveState(state));
  const rows = await db
    .selectFrom('backend_trees')
    .innerJoin('backend_messages', 'backend_messages.tree_id', 'backend_trees.id')
    .select(({ fn }) => [
      'backend_trees.id',
      'backend_trees.state',
      'backend_trees.goal_size',
      fn.max<number>('backend_messages.depth').as('depth'),
      fn.min<number>('backend_messages.created_at').as('oldest'),
      fn.max<number>('backend_messages.created_at').as('youngest'),
      fn.countAll<number>().as('count'),
    ])
    .where('backend_trees.state', 'in', states)
    .where('backend_messages.deleted', '=', 0)
    .where(({ or, eb }) => or([eb('review_result', 'is', null), eb('review_result', '=', 1)]))
    .groupBy(['backend_trees.id', 'backend_trees.state', 'backend_trees.goal_size'])
    .orderBy('backend_trees.id')
    .execute();
  return rows.map((row) => ({
    message_tree_id: row.id,
    state: row.state,
    depth: Number(row.depth),
    oldest: wireDate(Number(row.oldest)),
    youngest: wireDate(Number(row.youngest)),
    count: Number(row.count),
    goal_tree_size: row.goal_size,
  }));
}
