import { z } from 'zod';
import { Id } from './protocol.ts';
import { readable } from './readable.ts';

/** The spans of time scores are kept for. */
export const timeFrames = ['day', 'week', 'month', 'total'] as const;
export const TimeFrame = z.enum(timeFrames);
export type TimeFrame = z.infer<typeof TimeFrame>;

const count = z.int().default(0);
const date = z.string().nullish();

/** What one person did in one time frame. `rank` is missing until the backend has computed it; 1 is the best. */
export const UserScore = z.object({
  rank: z.int().nullish(),
  user_id: Id,
  highlighted: z.boolean().default(false),
  username: z.string(),
  auth_method: z.string(),
  display_name: z.string(),
  leader_score: count,
  level: count,
  base_date: date,
  modified_date: date,
  prompts: count,
  replies_assistant: count,
  replies_prompter: count,
  labels_simple: count,
  labels_full: count,
  rankings_total: count,
  rankings_good: count,
  accepted_prompts: count,
  accepted_replies_assistant: count,
  accepted_replies_prompter: count,
  reply_ranked_1: count,
  reply_ranked_2: count,
  reply_ranked_3: count,
  streak_last_day_date: date,
  streak_days: z.int().nullish(),
  last_activity_date: date,
});
export type UserScore = z.infer<typeof UserScore>;

/** One person's scores by time frame; empty for a person the backend does not know. */
export const UserStats = z.object({
  day: UserScore.optional(),
  week: UserScore.optional(),
  month: UserScore.optional(),
  total: UserScore.optional(),
});
export type UserStats = z.infer<typeof UserStats>;

/** Scores by rank, best first; `unread` is how many more there are in a form that is not known here. */
export const Leaderboard = z
  .object({
    time_frame: z.string(),
    last_updated: date,
    leaderboard: readable(UserScore),
  })
  .transform(({ leaderboard: { items, unread }, ...board }) => ({ ...board, leaderboard: items, unread }));
export type Leaderboard = z.infer<typeof Leaderboard>;

const minutes = z.number().positive().optional().catch(undefined);

/** How often a backend counts scores anew, in minutes, by time frame; as far as it tells. */
export const StatsIntervals = z
  .object({
    USER_STATS_INTERVAL_DAY: minutes,
    USER_STATS_INTERVAL_WEEK: minutes,
    USER_STATS_INTERVAL_MONTH: minutes,
    USER_STATS_INTERVAL_TOTAL: minutes,
  })
  .transform((told) => ({
    day: told.USER_STATS_INTERVAL_DAY,
    week: told.USER_STATS_INTERVAL_WEEK,
    month: told.USER_STATS_INTERVAL_MONTH,
    total: told.USER_STATS_INTERVAL_TOTAL,
  }));
export type StatsIntervals = z.infer<typeof StatsIntervals>;

/** The best of a time frame in one language, and those around somebody; null for whom is not among them. */
export const LanguageBoard = z.object({ best: Leaderboard, around: Leaderboard.nullable() });
export type LanguageBoard = z.infer<typeof LanguageBoard>;

/**
 * How many tasks of each type there seem to be, by type name, `random` being the sum. A number above 0 is no
 * promise, and for `initial_prompt` it is how many more prompts the backend would take. What a newer backend tells by
 * the side, in another form, is left out.
 */
export const Availability = z
  .record(z.string(), z.int().nullable().catch(null))
  .transform(
    (all): Record<string, number> =>
      Object.fromEntries(Object.entries(all).flatMap(([type, n]) => (n === null ? [] : [[type, n]]))),
  );
export type Availability = z.infer<typeof Availability>;

/** How many trees are in each state that has any; a state that the backend's version added is there as well. */
export const StateCounts = z.record(z.string(), z.int());
export type StateCounts = z.infer<typeof StateCounts>;
