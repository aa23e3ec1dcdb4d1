import type { Points } from '../../oasst/contributions.ts';
import type { Backend } from '../context.ts';
import type { Db } from '../db.ts';
import { createDeedTally } from '../standings/deeds.ts';
import { type Deeds, leaderScore, level, levelThresholds, noDeeds, pointsFor } from '../standings/score.ts';
import type { UserRow } from '../users/tables.ts';
import { streakOf } from '../users/user-view.ts';

/** What somebody has points for since ever, line by line, by the same rules as the leaderboard's; counted now. */
export async function pointsOf(
  { db, now, settings }: Pick<Backend, 'db' | 'now' | 'settings'>,
  user: UserRow,
): Promise<Points> {
  const deeds = await deedsOf(db, user.id);
  const lines = (Object.keys(noDeeds) as (keyof Deeds)[]) // a closed object
    .filter((deed) => deeds[deed] > 0)
    .map((deed) => {
      const each = settings.points[deed];
      return { deed, count: deeds[deed], each, points: pointsFor(deeds[deed], each) };
    });
  const score = leaderScore(deeds, settings.points);
  const { days, startedAt } = streakOf(user, now(), settings);
  return {
    lines,
    score,
    level: level(score),
    next_level_at: levelThresholds.find((threshold) => threshold > score) ?? null,
    streak_days: startedAt === null || user.last_activity_at === null ? null : days,
    show_on_leaderboard: user.show_on_leaderboard === 1,
  };
}

/** What somebody did since ever, each kind counted by an index of theirs. */
async function deedsOf(db: Db, userId: string): Promise<Deeds> {
  const tally = createDeedTally();
  const messages = await db
    .selectFrom('backend_messages')
    .select(({ fn }) => ['depth', 'is_assistant', 'review_result', fn.countAll<number>().as('count')])
    .where('user_id', '=', userId)
    .where('deleted', '=', 0)
    .groupBy(['depth', 'is_assistant', 'review_result'])
    .execute();
  for (const { count, ...message } of messages)
    tally.wrote({ user_id: userId, deleted: 0, ...message }, Number(count));
  const tasks = await db
    .selectFrom('backend_tasks')
    .select(({ fn }) => ['type', 'label_mode', fn.countAll<number>().as('count')])
    .where('user_id', '=', userId)
    .where('done_at', 'is not', null)
    .groupBy(['type', 'label_mode'])
    .execute();
  for (const { count, ...task } of tasks) tally.finished({ user_id: userId, ...task }, Number(count));
  const places = await db
    .selectFrom('backend_messages')
    .innerJoin('backend_places', 'backend_places.message_id', 'backend_messages.id')
    .innerJoin('backend_rankings', 'backend_rankings.id', 'backend_places.ranking_id')
    .select(({ fn }) => ['backend_places.place', fn.countAll<number>().as('count')])
    .where('backend_messages.user_id', '=', userId)
    .where('backend_rankings.not_rankable', '=', 0)
    .groupBy('backend_places.place')
    .execute();
  for (const { count, place } of places) tally.ranked({ user_id: userId, place }, Number(count));
  return tally.deedsOf(userId);
}
