import { z } from 'zod';
import { OutDate, OutId, page } from '../responses.ts';

/** A person as front ends see them. */
export const FrontEndUser = z
  .object({
    id: z.string(),
    display_name: z.string(),
    auth_method: z.string(),
    user_id: OutId,
    enabled: z.boolean(),
    deleted: z.boolean(),
    notes: z.string(),
    created_date: OutDate,
    show_on_leaderboard: z.boolean(),
    streak_days: z.int().nullable(),
    streak_last_day_date: OutDate.nullable(),
    last_activity_date: OutDate.nullable(),
    tos_acceptance_date: OutDate.nullable(),
  })
  .meta({ id: 'FrontEndUser' });

export const FrontEndUserPage = page(FrontEndUser, 'FrontEndUserPage');
