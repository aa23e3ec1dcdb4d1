import type { Trx } from '../db.ts';
import { rankedPairs } from './ranked-pairs.ts';
import type { Tree } from './rules.ts';

/** Gives every ranked set of siblings in the tree its final places. */
export async function rankSiblings(trx: Trx, tree: Tree): Promise<void> {
  for (const parent of tree.nodes) {
    const order = rankedPairs(await ballotsOn(trx, parent.id));
    for (const [rank, id] of order.entries())
      await trx.updateTable('backend_messages').set({ rank }).where('id', '=', id).execute();
  }
}

/** Every ranking of a parent's replies, each best first. */
async function ballotsOn(trx: Trx, parentId: string): Promise<string[][]> {
  const places = await trx
    .selectFrom('backend_rankings')
    .innerJoin('backend_places', 'backend_places.ranking_id', 'backend_rankings.id')
    .select(['backend_rankings.id', 'backend_places.message_id'])
    .where('backend_rankings.parent_id', '=', parentId)
    .orderBy('backend_rankings.id')
    .orderBy('backend_places.place')
    .execute();
  const ballots = Map.groupBy(places, ({ id }) => id);
  return [...ballots.values()].map((ballot) => ballot.map(({ message_id }) => message_id));
}
