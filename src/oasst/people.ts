import { z } from 'zod';
import { Id } from './protocol.ts';

const date = z.string().nullish();

/** A person as the backend keeps them. `user_id` is the backend's own id, `id` the one we know them by. */
export const FrontEndUser = z.object({
  id: z.string(),
  display_name: z.string(),
  auth_method: z.string(),
  user_id: Id,
  enabled: z.boolean(),
  deleted: z.boolean().default(false),
  notes: z.string().default(''),
  created_date: date,
  show_on_leaderboard: z.boolean().default(true),
  streak_days: z.int().nullish(),
  streak_last_day_date: date,
  last_activity_date: date,
  tos_acceptance_date: date,
});
export type FrontEndUser = z.infer<typeof FrontEndUser>;
