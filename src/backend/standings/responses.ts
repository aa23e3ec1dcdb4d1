import { z } from 'zod';
import { OutDate, OutId } from '../responses.ts';

export const TimeFrame = z.enum(['day', 'week', 'month', 'total']);

const count = z.int().min(0);
const whose = {
  rank: z.int().min(1).nullable(),
  user_id: OutId,
  highlighted: z.boolean(),
  username: z.string(),
  auth_method: z.string(),
  display_name: z.string(),
};

/** What somebody did in a time frame; `rank` and `base_date` are null until it is counted. */
export const UserScore = z
  .object({
    ...whose,
    leader_score: z.int(),
    level: count,
    base_date: OutDate.nullable(),
    modified_date: OutDate,
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
    streak_last_day_date: OutDate.nullable(),
    streak_days: z.int().nullable(),
    last_activity_date: OutDate.nullable(),
  })
  .meta({ id: 'UserScore' });

const board = { time_frame: TimeFrame, last_updated: OutDate };

export const Leaderboard = z
  .object({ ...board, leaderboard: z.array(UserScore) })
  .meta({ id: 'LeaderboardStats' });

/** Somebody's scores by time frame; empty for a person nobody knows. */
export const UserStats = z
  .object({
    day: UserScore.optional(),
    week: UserScore.optional(),
    month: UserScore.optional(),
    total: UserScore.optional(),
  })
  .meta({ id: 'UserStats' });

const mean = z.number().min(0).max(1).nullable();

/** What others hold against somebody. `lang_mismach` is spelled as the protocol has it. */
export const TrollScore = z
  .object({
    ...whose,
    last_activity_date: OutDate.nullable(),
    enabled: z.boolean(),
    deleted: z.boolean(),
    show_on_leaderboard: z.boolean(),
    troll_score: z.int(),
    base_date: OutDate.nullable(),
    modified_date: OutDate,
    red_flags: count,
    upvotes: count,
    downvotes: count,
    spam_prompts: count,
    quality: mean,
    humor: mean,
    toxicity: mean,
    violence: mean,
    helpfulness: mean,
    spam: count,
    lang_mismach: count,
    not_appropriate: count,
    pii: count,
    hate_speech: count,
    sexual_content: count,
    political_content: count,
  })
  .meta({ id: 'TrollScore' });

export const Trollboard = z
  .object({ ...board, trollboard: z.array(TrollScore) })
  .meta({ id: 'TrollboardStats' });
