import { z } from 'zod';
import { Count, Id, RatingEventLine } from './parts.ts';

/** A line of `summaries`. `ratings` has the mean of all ratings and their number: null and 0 where there are none. */
export const SummaryLine = z.strictObject({
  summary_id: Id,
  story_id: Id,
  user_id: Id,
  created_date: z.string(),
  lang: z.string(),
  story: z.string(),
  summary: z.string(),
  ratings: z.strictObject({ value: z.number().nullable(), count: Count }),
  events: z.strictObject({ rating: z.array(RatingEventLine) }).nullable(),
});
export type SummaryLine = z.infer<typeof SummaryLine>;
