import type { Selectable } from 'kysely';
import { z } from 'zod';
import type { BackendScoresTable, TimeFrame } from '../../store/backend-tables.ts';
import type { Backend, Db } from '../context.ts';
import { wireDate, wireDateOrNull } from '../dates.ts';
import { type User, usersById } from '../people.ts';
import { type Deeds, level, noDeeds } from '../rules/score.ts';
import { streakOf } from '../user-view.ts';

type Score = Selectable<BackendScoresTable>;

const StoredDeeds = z.record(z.string(), z.number()).transform((deeds): Deeds => ({ ...noDeeds, ...deeds }));

/** The best of a time frame, as they were counted last, from rank `from` on. */
export async function leaderboard(
  backend: Backend,
  frame: TimeFrame,
  { from, most, viewerId }: { from: number; most: number; viewerId: string | undefined },
) {
  const rows = await shown(backend.db, frame)
    .selectAll('backend_scores')
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
    last_updated: wireDate(await lastUpdated(backend, frame)),
    leaderboard: rows.flatMap((score) => {
      const user = users.get(score.user_id);
      return user ? [scoreView(backend, user, score, viewerId)] : [];
    }),
  };
}

/** The part of a leaderboard around somebody; null when they have no rank. */
export async function windowAround(backend: Backend, frame: TimeFrame, userId: string, size: number) {
  const own = await shown(backend.db, frame).select('rank').where('user_id', '=', userId).executeTakeFirst();
  if (own?.rank == null) return null;
  const from = Math.max(1, own.rank - Math.floor(size / 2));
  return leaderboard(backend, frame, { from, most: size + 1, viewerId: userId });
}

/** Somebody's own score, zeros before it was counted. */
export async function scoreOf(backend: Backend, frame: TimeFrame, user: User) {
  const score = await backend.db
    .selectFrom('backend_scores')
    .selectAll()
    .where('user_id', '=', user.id)
    .where('time_frame', '=', frame)
    .executeTakeFirst();
  return scoreView(backend, user, score, user.id);
}

/** Who does not want to be seen, or is gone, is not shown, even if they were counted before. */
function shown(db: Db, frame: TimeFrame) {
  return db
    .selectFrom('backend_scores')
    .innerJoin('backend_users', 'backend_users.id', 'backend_scores.user_id')
    .where('time_frame', '=', frame)
    .where('rank', 'is not', null)
    .where('backend_users.enabled', '=', 1)
    .where('backend_users.deleted', '=', 0)
    .where('backend_users.show_on_leaderboard', '=', 1);
}

async function lastUpdated({ db, now }: Backend, frame: TimeFrame) {
  const row = await db
    .selectFrom('backend_scores')
    .select(({ fn }) => fn.max<number | null>('modified_at').as('at'))
    .where('time_frame', '=', frame)
    .executeTakeFirst();
  return row?.at == null ? now() : Number(row.at);
}

function scoreView(backend: Backend, user: User, score: Score | undefined, viewerId: string | undefined) {
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
    modified_date: wireDate(score?.modified_at ?? time),
    ...(score ? StoredDeeds.parse(JSON.parse(score.deeds)) : noDeeds),
    streak_last_day_date: wireDateOrNull(streak.startedAt),
    streak_days: streak.days,
    last_activity_date: wireDateOrNull(user.last_activity_at),
  };
}
