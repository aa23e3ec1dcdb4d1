import type { Insertable } from 'kysely';
import type { BackendStandingsTable } from '../../store/backend-tables.ts';
import { lockRow } from '../../store/lock-row.ts';
import type { Backend, Db } from '../context.ts';
import type { Pace } from '../jobs/pace.ts';
import { slices } from '../jobs/pages.ts';
import type { Deeds } from '../rules/score.ts';
import { shownStandings } from './shown.ts';
import type { TrollFacts } from './troll-facts.ts';

/** What was counted, by user. */
export type Counted = {
  leaders: readonly { user_id: string; rank: number | null; score: number; details: Deeds }[];
  trolls: readonly { user_id: string; rank: number; score: number; details: TrollFacts }[];
};

type Count = Omit<Insertable<BackendStandingsTable>, 'id' | 'edition'>;

const ROWS_AT_ONCE = 100;
const ABANDONED_MS = 60 * 60_000; // no count takes so long: its process is gone

/**
 * Stores scores bit by bit, shows them all at once in place of those before, and then deletes these. When it is
 * interrupted, what it leaves behind is never shown, and deleted by a later count.
 */
export async function showStandings(backend: Backend, count: Count, counted: Counted, pace: Pace) {
  const { db } = backend;
  const standings_id = backend.newId();
  await db
    .insertInto('backend_standings')
    .values({ id: standings_id, edition: null, ...count })
    .execute();
  for await (const some of slices(pace, counted.leaders, ROWS_AT_ONCE))
    await db
      .insertInto('backend_scores')
      .values(
        some.map(({ user_id, rank, score, details }) => {
          return { standings_id, user_id, rank, leader_score: score, deeds: JSON.stringify(details) };
        }),
      )
      .execute();
  for await (const some of slices(pace, counted.trolls, ROWS_AT_ONCE))
    await db
      .insertInto('backend_troll_scores')
      .values(
        some.map(({ user_id, rank, score, details }) => {
          return { standings_id, user_id, rank, troll_score: score, facts: JSON.stringify(details) };
        }),
      )
      .execute();
  await publish(db, standings_id, count);
  await deleteOthers(backend, count, pace);
}

async function publish(db: Db, id: string, { time_frame }: Count) {
  await db
    .updateTable('backend_standings')
    .set(({ selectFrom }) => ({
      edition: selectFrom('backend_standings as finished')
        .select(({ fn, eb, lit }) => eb(fn.coalesce(fn.max('edition'), lit(0)), '+', lit(1)).as('next'))
        .where('time_frame', '=', time_frame),
    }))
    .where('id', '=', id)
    .execute();
}

/** Those of other processes that are still being counted stay. */
async function deleteOthers({ db, now }: Backend, { time_frame }: Count, pace: Pace) {
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
    await db.deleteFrom('backend_standings').where('id', '=', id).execute();
  }
}

async function deleteSome(db: Db, table: 'backend_scores' | 'backend_troll_scores', standingsId: string) {
  return db.transaction().execute(async (trx) => {
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
