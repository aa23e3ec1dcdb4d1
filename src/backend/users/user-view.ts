import { wireDate, wireDateOrNull } from '../dates.ts';
import type { Settings } from '../settings/settings.ts';
import { runOf } from './people.ts';
import { streakAt } from './streak.ts';
import type { UserRow } from './tables.ts';

/** A person as the protocol's FrontEndUser, at the time `now`. */
export function userView(user: UserRow, now: number, settings: Pick<Settings, 'streakIdleMs'>) {
  const streak = streakOf(user, now, settings);
  return {
    id: user.username,
    display_name: user.display_name,
    auth_method: user.auth_method,
    user_id: user.id,
    enabled: user.enabled === 1,
    deleted: user.deleted === 1,
    notes: user.notes,
    created_date: wireDate(user.created_at),
    show_on_leaderboard: user.show_on_leaderboard === 1,
    streak_days: streak.days,
    streak_last_day_date: wireDateOrNull(streak.startedAt),
    last_activity_date: wireDateOrNull(user.last_activity_at),
    tos_acceptance_date: wireDateOrNull(user.terms_accepted_at),
  };
}

/** Somebody's streak as it stands now. */
export function streakOf(user: UserRow, now: number, settings: Pick<Settings, 'streakIdleMs'>) {
  return streakAt(now, runOf(user), settings);
}
