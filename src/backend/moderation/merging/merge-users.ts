import { z } from 'zod';
import type { Backend } from '../../context.ts';
import type { Trx } from '../../db.ts';
import { Uuid } from '../../fields.ts';
import { settleTree } from '../../trees/settle-tree.ts';
import { lockTree } from '../../trees/trees.ts';
import { rankedParents, recountRankings } from '../../trees/voices.ts';
import { leadTo } from '../../users/former-identities.ts';
import { lockUser, mustBeUnmerged, unknownUser } from '../../users/people.ts';
import { anonymise } from '../../users/people-changes.ts';
import type { UserRow } from '../../users/tables.ts';
import { within } from '../../within.ts';
import { asOne } from './as-one.ts';
import { dropOpinions } from './drop-opinions.ts';
import { moveRows } from './move-rows.ts';
import { moveTasks } from './move-tasks.ts';
import { recount } from './recount.ts';
import { touchedTrees } from './touched-trees.ts';

/** Who several people really are. */
export const MergeUsersRequestSchema = z
  .object({ destination_user_id: Uuid, source_user_ids: z.array(Uuid).max(1_000) })
  .meta({ id: 'MergeUsersRequest' });

/**
 * Makes one person of several: what the sources did is the destination's from now on, the sources are
 * deleted, and whoever comes with the id of one is the destination. One person has one voice, so of two
 * opinions of the same kind on the same thing the destination's stays, and opinions about what is now their
 * own go; what was decided with them stays decided.
 * @throws RequestError (404, 4002) for anybody who is unknown, merged before, or deleted, which cannot be
 *   undone this way
 */
export async function mergeUsers(
  backend: Backend,
  { destination_user_id: destinationId, source_user_ids }: z.output<typeof MergeUsersRequestSchema>,
): Promise<void> {
  const sourceIds = [...new Set(source_user_ids)].filter((id) => id !== destinationId);
  await within(backend.db, async (trx) => {
    const people = await locked(trx, [destinationId, ...sourceIds]);
    const destination = known(people, destinationId);
    const sources = sourceIds.map((id) => known(people, id));
    for (const source of sources) await absorb(trx, backend, source, destination);
    await trx
      .updateTable('backend_users')
      .set(asOne(destination, sources))
      .where('id', '=', destination.id)
      .execute();
  });
}

/** Takes people in the order of their ids, so that two merges at once cannot wait for each other. */
async function locked(trx: Trx, ids: readonly string[]): Promise<UserRow[]> {
  for (const id of [...ids].sort()) await lockUser(trx, id);
  return trx.selectFrom('backend_users').selectAll().where('id', 'in', ids).execute();
}

function known(people: readonly UserRow[], id: string): UserRow {
  const user = people.find((one) => one.id === id);
  if (user) mustBeUnmerged(user);
  if (!user || user.deleted === 1) throw unknownUser();
  return user;
}

async function absorb(trx: Trx, backend: Backend, source: UserRow, destination: UserRow) {
  const pair = { source: source.id, destination: destination.id };
  // locks in the order they have everywhere: people, tasks, trees
  await moveTasks(trx, pair, backend.now());
  const ranked = await rankedParents(trx, [pair.source, pair.destination]);
  const touched = [...(await touchedTrees(trx, pair.source)), ...ranked.map(({ tree_id }) => tree_id)];
  for (const treeId of [...new Set(touched)].sort()) await lockTree(trx, treeId);
  const changed = await recount(trx, await dropOpinions(trx, pair));
  await moveRows(trx, pair);
  await recountRankings(trx, backend, ranked);
  for (const treeId of changed) await settleTree(trx, backend, treeId);
  await leadTo(trx, source, destination.id);
  await anonymise({ db: trx }, source);
}
