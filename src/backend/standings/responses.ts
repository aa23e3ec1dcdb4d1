import { z } from 'zod';
import { DateSchema, IdSchema } from '../responses.ts';

export const TimeFrameSchema = z.enum(['day', 'week', 'month', 'total']);

const count = z.int().min(0);
const whose = {
  rank: z.int().min(1).nullable(),
  user_id: IdSchema,
  highlighted: z.boolean(),
  username: z.string(),
  auth_method: z.string(),
  display_name: z.string(),
};

/** What somebody did in a time frame; `rank` and `base_date` are null until it is counted. */
export const UserScoreResponseSchema = z
  .object({
    ...whose,
    leader_score: z.int(),
    level: count,
    base_date: DateSchema.nullable(),
    modified_date: DateSchema,
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
    streak_last_day_date: DateSchema.nullable(),
    streak_days: z.int().nullable(),
    last_activity_date: DateSchema.nullable(),
  })
  .meta({ id: 'UserScore' });

const board = { time_frame: TimeFrameSchema, last_updated: DateSchema };

export const LeaderboardResponseSchema = z
  .object({
    ...board,
    leaderboard: z.array(UserScoreResponseSchema),
  })
  .meta({ id: 'LeaderboardStats' });

/** Somebody's scores by time frame; empty for a person nobody knows. */
export const UserStatsResponseSchema = z
  .object({
    day: UserScoreResponseSchema.optional(),
    week: UserScoreResponseSchema.optional(),
    month: UserScoreResponseSchema.optional(),
    total: UserScoreResponseSchema.optional(),
  })
  .meta({ id: 'UserStats' });

const mean = z.number().min(0).max(1).nullable();

/** What others hold against somebody. `lang_mismach` is spelled as the protocol has it. */
const TrollScoreResponseSchema = z
  .object({
    ...whose,
    last_activity_date: DateSchema.nullable(),
    enabled: z.boolean(),
    deleted: z.boolean(),
    show_on_leaderboard: z.boolean(),
    troll_score: z.int(),
    base_date: DateSchema.nullable(),
    modified_date: DateSchema,
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

export const TrollboardResponseSchema = z
  .object({ ...board, trollboard: z.array(TrollScoreResponseSchema) })
  .meta({ id: 'TrollboardStats' });
