import { z } from 'zod';
import { Turn, Turns } from './conversation.ts';
import { Count, Id } from './parts.ts';

const mean = z.number().describe('mean of its ratings');
const count = Count.describe('how many people rated it');

/** A line of `summary_pairs`: a story, and two summaries of it of which one was rated higher. */
export const SummaryPairLine = z.strictObject({
  prompt: Turns.describe('the story, as a message of the user'),
  chosen: z.tuple([Turn]).describe('the summary that was rated higher, as a list of one message'),
  rejected: z.tuple([Turn]).describe('the other, the same way'),
  lang: z.string().describe('language of the better one'),
  story_id: Id.describe('the story'),
  chosen_id: Id.describe('the better summary'),
  rejected_id: Id.describe('the other'),
  chosen_rating: mean,
  rejected_rating: mean,
  chosen_count: count,
  rejected_count: count,
  margin: z.number().describe('`chosen_rating` − `rejected_rating`'),
});
export type SummaryPairLine = z.infer<typeof SummaryPairLine>;
