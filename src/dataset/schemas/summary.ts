import { z } from 'zod';
import { Count, Id, RatingEventLine, SecondLook } from './parts.ts';

/** A line of `summaries`. */
export const SummaryLine = z.strictObject({
  summary_id: Id.describe('the summary'),
  story_id: Id.describe('the story'),
  user_id: Id.describe('who wrote the summary'),
  created_date: z.string().describe('when'),
  lang: z.string().describe('its language (BCP 47)'),
  story: z.string().describe('the text that was summarized'),
  summary: z.string().describe('what the summary says'),
  ratings: z
    .strictObject({ value: z.number().nullable(), count: Count })
    .describe('the mean of all ratings, null for none, and their number'),
  events: z
    .strictObject({ rating: z.array(RatingEventLine) })
    .nullable()
    .describe('who rated it how, with `--events`'),
  second_look: SecondLook,
});
export type SummaryLine = z.infer<typeof SummaryLine>;
