import type { Trx } from '../db.ts';

/** Takes rankings back, and says which messages they were about. Their trees must be locked, to count these anew. */
export async function withdrawRankings(trx: Trx, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const places = await trx
    .deleteFrom('backend_places')
    .where('ranking_id', 'in', ids)
    .returning('message_id')
    .execute();
  await trx.deleteFrom('backend_rankings').where('id', 'in', ids).execute();
  return places.map(({ message_id }) => message_id);
}
