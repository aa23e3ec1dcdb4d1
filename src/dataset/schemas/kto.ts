import { z } from 'zod';
import { Turn, Turns } from './conversation.ts';
import { Count, Id, LabelColumns } from './parts.ts';

/** What the label of a reply goes by, in the order in which they decide. */
const ktoReasons = ['refused', 'rank', 'quality'] as const;

/** A line of `kto`: a reply, and whether it is good. */
export const KtoLine = z.strictObject({
  prompt: Turns.describe('the conversation before the reply'),
  completion: z.tuple([Turn]).describe('the reply, as a list of one message'),
  label: z.boolean().describe('true for a good one'),
  label_by: z
    .enum(ktoReasons)
    .describe('what `label` goes by: reviewers refused it, its place in the ranking, or its mean quality'),
  lang: z.string().describe('language of the reply'),
  message_tree_id: Id.describe('the tree'),
  message_id: Id.describe('the reply'),
  rank: Count.nullable().describe('its place among its siblings, 0 the best'),
  siblings: Count.describe('how many replies have a place there'),
  synthetic: z.boolean().describe('whether a model wrote it'),
  model_name: z.string().nullable().describe('which model'),
  completion_labels: LabelColumns.nullable().describe('means of its labels, with `--labels`'),
});
export type KtoLine = z.infer<typeof KtoLine>;
