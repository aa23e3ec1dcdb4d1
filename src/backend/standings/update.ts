import type { TimeFrame } from '../../store/backend-tables.ts';
import type { Backend, Db } from '../context.ts';
import { leaderScore } from '../rules/score.ts';
import { baseDate, deedsSince } from './deeds.ts';
import { trollFacts, trollScore } from './troll-facts.ts';

const ROWS_AT_ONCE = 500;

/** Counts the scores of a time frame anew, for the leaderboard and for the trollboard. */
export async function updateStandings(backend: Backend, frame: TimeFrame): Promise<void> {
  await updateScores(backend, frame);
  await updateTrollScores(backend, frame);
}

async function updateScores({ db, now, settings }: Backend, frame: TimeFrame) {
  const time = now();
  const base_at = baseDate(frame, time);
  await db.transaction().execute(async (trx) => {
    const shown = await shownUsers(trx);
    const scored = [...(await deedsSince(trx, base_at ?? 0))].map(([user_id, deeds]) => ({
      user_id,
      deeds: JSON.stringify(deeds),
      leader_score: leaderScore(deeds, settings.points),
    }));
    const ranks = ranksOf(
      scored.filter(({ user_id }) => shown.has(user_id)),
      ({ leader_score }) => leader_score,
    );
    await trx.deleteFrom('backend_scores').where('time_frame', '=', frame).execute();
    const rows = scored.map((score) => ({
      ...score,
      time_frame: frame,
      rank: ranks.get(score.user_id) ?? null,
      base_at,
      modified_at: time,
    }));
    for (const some of slices(rows))
      await trx
        .insertInto('backend_scores')
        .values(some)
        .onConflict((conflict) => conflict.doNothing()) // another process has just counted the same
        .execute();
  });
}

async function updateTrollScores({ db, now, settings }: Backend, frame: TimeFrame) {
  const time = now();
  const base_at = baseDate(frame, time);
  await db.transaction().execute(async (trx) => {
    const scored = [...(await trollFacts(trx, base_at ?? 0))].map(([user_id, facts]) => ({
      user_id,
      facts: JSON.stringify(facts),
      troll_score: trollScore(facts, settings.trollPoints),
    }));
    const ranks = ranksOf(scored, ({ troll_score }) => troll_score);
    await trx.deleteFrom('backend_troll_scores').where('time_frame', '=', frame).execute();
    const rows = scored.map((score) => ({
      ...score,
      time_frame: frame,
      rank: ranks.get(score.user_id) ?? scored.length,
      base_at,
      modified_at: time,
    }));
    for (const some of slices(rows))
      await trx
        .insertInto('backend_troll_scores')
        .values(some)
        .onConflict((conflict) => conflict.doNothing())
        .execute();
  });
}

/** Places from 1, the highest score first; equal ones in the order of their ids. */
function ranksOf<T extends { user_id: string }>(scored: readonly T[], score: (item: T) => number) {
  const sorted = [...scored].sort((a, b) => score(b) - score(a) || (a.user_id < b.user_id ? -1 : 1));
  return new Map(sorted.map(({ user_id }, index) => [user_id, index + 1]));
}

async function shownUsers(db: Db) {
  const rows = await db
    .selectFrom('backend_users')
    .select('id')
    .where('enabled', '=', 1)
    .where('deleted', '=', 0)
    .where('show_on_leaderboard', '=', 1)
    .execute();
  return new Set(rows.map(({ id }) => id));
}

function* slices<T>(rows: readonly T[]) {
  for (let start = 0; start < rows.length; start += ROWS_AT_ONCE)
    yield rows.slice(start, start + ROWS_AT_ONCE);
}
