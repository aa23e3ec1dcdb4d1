import type { Trx } from '../db.ts';

/**
 * Takes messages out of the rankings that others made: whoever stood behind one moves up. A ranking of nothing is none.
 * Gives what was in the rankings that changed, and below which messages they are. The tree must be locked.
 */
export async function leaveBallots(
  trx: Trx,
  ids: readonly string[],
): Promise<{ ranked: string[]; parents: string[] }> {
  if (ids.length === 0) return { ranked: [], parents: [] };
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
  const ranked: string[] = [];
  for (const { id } of ballots) ranked.push(...(await closeRanks(trx, id, new Set(ids))));
  return { ranked, parents: ballots.map(({ parent_id }) => parent_id) };
}

/** The messages that were in a ranking before some of them left it. */
async function closeRanks(trx: Trx, rankingId: string, leaving: ReadonlySet<string>): Promise<string[]> {
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
  return before.map(({ message_id }) => message_id);
}
