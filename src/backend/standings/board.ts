import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { TimeFrame } from '../../oasst/stats.ts';
import type { Backend } from '../context.ts';
import { wireDate, wireDateOrNull } from '../dates.ts';
import type { Db } from '../db.ts';
import { usersById } from '../users/people.ts';
import type { UserRow } from '../users/tables.ts';
import { streakOf } from '../users/user-view.ts';
import { type Deeds, level, noDeeds } from './score.ts';
import { boardOf, lastCounted, shownStandings } from './shown.ts';
import type { BackendScoresTable, BackendStandingsTable, BoardName } from './tables.ts';

type Score = Selectable<BackendScoresTable> &
  Pick<Selectable<BackendStandingsTable>, 'base_at' | 'counted_at'>;

const StoredDeeds = z.record(z.string(), z.number()).transform((deeds): Deeds => ({ ...noDeeds, ...deeds }));

/** The best of a time frame, in one language or in all, as they were counted last, from rank `from` on. */
export async function leaderboard(
  backend: Backend,
  frame: TimeFrame,
  {
    from,
    most,
    viewerId,
    lang,
  }: { from: number; most: number; viewerId: string | undefined; lang?: string | undefined },
) {
  const board = boardOf(frame, lang);
  const rows = await shownScores(backend.db, board)
    .selectAll('backend_scores')
    .select(['base_at', 'counted_at'])
    .where('rank', '>=', from)
    .orderBy('rank')
    .limit(most)
    .execute();
  const users = await usersById(
    backend.db,
    rows.map(({ user_id }) => user_id),
  );
  return {
    time_frame: frame,
    last_updated: wireDate((await lastCounted(backend.db, board)) ?? backend.now()),
    leaderboard: rows.flatMap((score) => {
      const user = users.get(score.user_id);
      return user ? [scoreView(backend, user, score, viewerId)] : [];
    }),
  };
}

/** The part of a leaderboard around somebody, in one language or in all; null when they have no rank. */
export async function windowAround(
  backend: Backend,
  frame: TimeFrame,
  userId: string,
  { size, lang }: { size: number; lang?: string | undefined },
) {
  const own = await shownScores(backend.db, boardOf(frame, lang))
    .select('rank')
    .where('user_id', '=', userId)
    .executeTakeFirst();
  if (own?.rank == null) return null;
  const from = Math.max(1, own.rank - Math.floor(size / 2));
  return leaderboard(backend, frame, { from, most: size + 1, viewerId: userId, lang });
}

/** Somebody's own score, zeros before it was counted. */
export async function scoreOf(backend: Backend, frame: TimeFrame, user: UserRow) {
  const score = await scores(backend.db, frame)
    .selectAll('backend_scores')
    .select(['base_at', 'counted_at'])
    .where('user_id', '=', user.id)
    .executeTakeFirst();
  return scoreView(backend, user, score, user.id);
}

/** Who does not want to be seen, or is gone, is not shown, even if they were counted before. */
function shownScores(db: Db, board: BoardName) {
  return scores(db, board)
    .innerJoin('backend_users', 'backend_users.id', 'backend_scores.user_id')
    .where('rank', 'is not', null)
    .where('backend_users.enabled', '=', 1)
    .where('backend_users.deleted', '=', 0)
    .where('backend_users.show_on_leaderboard', '=', 1);
}

function scores(db: Db, board: BoardName) {
  return db
    .selectFrom('backend_standings')
    .innerJoin('backend_scores', 'backend_scores.standings_id', 'backend_standings.id')
    .where('backend_standings.id', '=', shownStandings(db, board));
}

function scoreView(backend: Backend, user: UserRow, score: Score | undefined, viewerId: string | undefined) {
  const time = backend.now();
  const streak = streakOf(user, time, backend.settings);
  return {
    rank: score?.rank ?? null,
    user_id: user.id,
    highlighted: user.id === viewerId,
    username: user.username,
    auth_method: user.auth_method,
    display_name: user.display_name,
    leader_score: score?.leader_score ?? 0,
    level: score ? level(score.leader_score) : 0,
    base_date: wireDateOrNull(score?.base_at ?? null),
    modified_date: wireDate(score?.counted_at ?? time),
    ...(score ? StoredDeeds.parse(JSON.parse(score.deeds)) : noDeeds),
    streak_last_day_date: wireDateOrNull(streak.startedAt),
    streak_days: streak.days,
    last_activity_date: wireDateOrNull(user.last_activity_at),
  };
}
