import type { TimeFrame } from '../../oasst/stats.ts';
import type { Backend } from '../context.ts';
import { wireDate, wireDateOrNull } from '../dates.ts';
import { usersById } from '../users/people.ts';
import { lastCounted, shownStandings } from './shown.ts';
import { TrollFacts } from './troll-facts.ts';

/** Those with the most against them, as they were counted last; `enabled` leaves the others out. */
export async function trollboard(
  { db, now }: Backend,
  frame: TimeFrame,
  { most, enabled, viewerId }: { most: number; enabled?: boolean | undefined; viewerId: string | undefined },
) {
  const rows = await db
    .selectFrom('backend_standings')
    .innerJoin('backend_troll_scores', 'backend_troll_scores.standings_id', 'backend_standings.id')
    .innerJoin('backend_users', 'backend_users.id', 'backend_troll_scores.user_id')
    .selectAll('backend_troll_scores')
    .select(['base_at', 'counted_at'])
    .where('backend_standings.id', '=', shownStandings(db, frame))
    .$if(enabled !== undefined, (query) => query.where('backend_users.enabled', '=', enabled ? 1 : 0))
    .orderBy('rank')
    .limit(most)
    .execute();
  const users = await usersById(
    db,
    rows.map(({ user_id }) => user_id),
  );
  return {
    time_frame: frame,
    last_updated: wireDate((await lastCounted(db, frame)) ?? now()),
    trollboard: rows.flatMap((row) => {
      const user = users.get(row.user_id);
      if (!user) return [];
      return [
        {
          rank: row.rank,
          user_id: user.id,
          highlighted: user.id === viewerId,
          username: user.username,
          auth_method: user.auth_method,
          display_name: user.display_name,
          last_activity_date: wireDateOrNull(user.last_activity_at),
          enabled: user.enabled === 1,
          deleted: user.deleted === 1,
          show_on_leaderboard: user.show_on_leaderboard === 1,
          troll_score: row.troll_score,
          base_date: wireDateOrNull(row.base_at),
          modified_date: wireDate(row.counted_at),
          ...TrollFacts.parse(JSON.parse(row.facts)),
        },
      ];
    }),
  };
}
