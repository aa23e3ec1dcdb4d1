import type { Trx } from '../db.ts';

/**
 * Takes messages out of the rankings that others made: whoever stood behind one moves up. A ranking of nothing is none.
 * Gives below which messages the rankings are that changed. The tree must be locked.
 */
export async function leaveBallots(trx: Trx, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const ballots = await trx
    .selectFrom('backend_rankings')
    .select(['id', 'parent_id'])
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('backend_places')
          .select('message_id')
          .whereRef('ranking_id', '=', 'backend_rankings.id')
          .where('message_id', 'in', ids),
      ),
    )
    .execute();
  for (const { id } of ballots) await closeRanks(trx, id, new Set(ids));
  return ballots.map(({ parent_id }) => parent_id);
}

async function closeRanks(trx: Trx, rankingId: string, leaving: ReadonlySet<string>): Promise<void> {
  const before = await trx
    .selectFrom('backend_places')
    .select(['message_id', 'place'])
    .where('ranking_id', '=', rankingId)
    .execute();
  const staying = before.filter(({ message_id }) => !leaving.has(message_id));
  const places = [...new Set(staying.map(({ place }) => place))].sort((a, b) => a - b);
  await trx.deleteFrom('backend_places').where('ranking_id', '=', rankingId).execute();
  if (staying.length === 0) await trx.deleteFrom('backend_rankings').where('id', '=', rankingId).execute();
  else
    await trx
      .insertInto('backend_places')
      .values(
        staying.map(({ message_id, place }) => ({
          ranking_id: rankingId,
          message_id,
          place: places.indexOf(place),
        })),
      )
      .execute();
}
