import type { Insertable } from 'kysely';
import { transactLazily } from '../../store/transact-lazily.ts';
import type { Backend } from '../context.ts';
import type { Db, Trx } from '../db.ts';
import { lockRow } from '../lock-row.ts';
import type { Pace } from '../pace.ts';
import { slices } from '../slices/pages.ts';
import type { Deeds } from './score.ts';
import { shownStandings } from './shown.ts';
import type { BackendStandingsTable } from './tables.ts';
import type { TrollFacts } from './troll-facts.ts';

/** What was counted, by user. */
export type Counted = {
  leaders: readonly (Place<Deeds> & { rank: number | null })[];
  trolls: readonly (Place<TrollFacts> & { rank: number })[];
};
type Place<Details> = { user_id: string; score: number; details: Details };

type Count = Omit<Insertable<BackendStandingsTable>, 'id' | 'edition'>;

const ROWS_AT_ONCE = 100;
const ABANDONED_MS = 60 * 60_000; // no count takes so long: its process is gone

/**
 * Stores scores bit by bit, shows them all at once in place of those before, and then deletes these. When it is
 * interrupted, what it leaves behind is never shown, and deleted by a later count.
 */
export async function showStandings(
  backend: Pick<Backend, 'db' | 'now' | 'newId'>,
  count: Count,
  counted: Counted,
  pace: Pace,
): Promise<void> {
  const { db } = backend;
  const id = backend.newId();
  const begun = { id, edition: null, ...count };
  await transactLazily(db, (trx) => trx.insertInto('backend_standings').values(begun).execute());
  for await (const some of slices(pace, counted.leaders, ROWS_AT_ONCE))
    await transactLazily(db, (trx) => storeLeaders(trx, id, some));
  for await (const some of slices(pace, counted.trolls, ROWS_AT_ONCE))
    await transactLazily(db, (trx) => storeTrolls(trx, id, some));
  await transactLazily(db, (trx) => show(trx, id, count));
  await deleteOthers(backend, count, pace);
}

async function storeLeaders(trx: Trx, standings_id: string, leaders: Counted['leaders']) {
  const rows = leaders.map(({ user_id, rank, score, details }) => {
    return { standings_id, user_id, rank, leader_score: score, deeds: JSON.stringify(details) };
  });
  await trx.insertInto('backend_scores').values(rows).execute();
}

async function storeTrolls(trx: Trx, standings_id: string, trolls: Counted['trolls']) {
  const rows = trolls.map(({ user_id, rank, score, details }) => {
    return { standings_id, user_id, rank, troll_score: score, facts: JSON.stringify(details) };
  });
  await trx.insertInto('backend_troll_scores').values(rows).execute();
}

async function show(trx: Trx, id: string, { time_frame }: Count) {
  await trx
    .updateTable('backend_standings')
    .set(({ selectFrom }) => ({
      edition: selectFrom('backend_standings as finished')
        .select(({ fn, eb, lit }) => eb(fn.coalesce(fn.max('edition'), lit(0)), '+', lit(1)).as('next'))
        .where('time_frame', '=', time_frame),
    }))
    .where('id', '=', id)
    .execute();
}

/** Those that another process is still counting stay. */
async function deleteOthers({ db, now }: Pick<Backend, 'db' | 'now'>, { time_frame }: Count, pace: Pace) {
  const others = await db
    .selectFrom('backend_standings')
    .select('id')
    .where('time_frame', '=', time_frame)
    .where('id', '!=', shownStandings(db, time_frame))
    .where(({ or, eb }) => or([eb('edition', 'is not', null), eb('counted_at', '<=', now() - ABANDONED_MS)]))
    .execute();
  for (const { id } of others) {
    for (const table of ['backend_scores', 'backend_troll_scores'] as const)
      do await pace();
      while (await deleteSome(db, table, id));
    await transactLazily(db, (trx) => trx.deleteFrom('backend_standings').where('id', '=', id).execute());
  }
}

/** Deletes some scores of a count; false when there are none. */
function deleteSome(db: Db, table: 'backend_scores' | 'backend_troll_scores', standingsId: string) {
  return transactLazily(db, async (trx) => {
    await lockRow(trx, 'backend_standings', standingsId); // another process may be about to delete the same
    const { numDeletedRows } = await trx
      .deleteFrom(table)
      .where('standings_id', '=', standingsId)
      .where('user_id', 'in', (query) =>
        query
          .selectFrom(table)
          .select('user_id')
          .where('standings_id', '=', standingsId)
          .orderBy('user_id')
          .limit(ROWS_AT_ONCE),
      )
      .executeTakeFirstOrThrow();
    return numDeletedRows > 0n;
  });
}
