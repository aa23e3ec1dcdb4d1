import { z } from 'zod';
import { DateSchema, IdSchema, pageResponseSchema } from '../responses.ts';

/** A person as front ends see them. */
export const FrontEndUserResponseSchema = z
  .object({
    id: z.string(),
    display_name: z.string(),
    auth_method: z.string(),
    user_id: IdSchema,
    enabled: z.boolean(),
    deleted: z.boolean(),
    notes: z.string(),
    created_date: DateSchema,
    show_on_leaderboard: z.boolean(),
    streak_days: z.int().nullable(),
    streak_last_day_date: DateSchema.nullable(),
    last_activity_date: DateSchema.nullable(),
    tos_acceptance_date: DateSchema.nullable(),
  })
  .meta({ id: 'FrontEndUser' });

export const FrontEndUserPageResponseSchema = pageResponseSchema(
  FrontEndUserResponseSchema,
  'FrontEndUserPage',
);
