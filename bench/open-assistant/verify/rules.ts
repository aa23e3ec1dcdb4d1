import type { Db } from '../../../src/backend/db.ts';
import type { Settings } from '../../../src/backend/settings/settings.ts';
import { settledState } from '../../../src/backend/trees/rules.ts';
import { toTree, wantsIn } from '../../../src/backend/trees/trees.ts';
import { collectionFaults } from '../../../test/backend/support/collection-faults.ts';

/** What in a collection breaks the rules: what cannot be, and trees that are not at rest under these settings. */
export async function againstRules(db: Db, settings: Settings): Promise<string[]> {
  return [...(await collectionFaults(db)), ...(await restlessTrees(db, settings))];
}

/** Trees whose state or whose messages' wants are not what the rules say of what is in them. */
async function restlessTrees(db: Db, settings: Settings): Promise<string[]> {
  const trees = await db.selectFrom('backend_trees').selectAll().execute();
  const messages = await db.selectFrom('backend_messages').selectAll().orderBy('created_at').execute();
  const messagesOf = Map.groupBy(messages, ({ tree_id }) => tree_id);
  return trees.flatMap((row) => {
    const inTree = messagesOf.get(row.id) ?? [];
    const tree = toTree(row, inTree);
    const state = settledState(tree, settings);
    const wants = wantsIn(tree, settings);
    const astray = inTree.filter(({ id, wanted }) => wants.get(id)?.wanted !== wanted);
    const tooDeep = inTree.filter(({ depth }) => depth > row.max_depth);
    return [
      ...(state === row.state ? [] : [`tree ${row.id} is in ${row.state} and belongs in ${state}`]),
      ...astray.map(({ id, wanted }) => `message ${id} wants ${wanted}, not ${wants.get(id)?.wanted}`),
      ...tooDeep.map(({ id }) => `message ${id} is deeper than its tree may be`),
    ];
  });
}
