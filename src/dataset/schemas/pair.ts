import { z } from 'zod';
import { Turn, Turns } from './conversation.ts';
import { Count, Id, LabelColumns } from './parts.ts';

const rank = Count.nullable().describe('place among all replies to the same message, 0 the best');
const votes = Count.nullable().describe(
  'how many people put it before the other; null where nobody knows the single rankings',
);

/** What stands beside any two replies of which one is better. */
export const aboutPair = {
  lang: z.string().describe('language of the better one'),
  message_tree_id: Id.describe('the tree; of two prompts, that of the better'),
  parent_id: Id.nullable().describe('the message that both answer; null for two prompts'),
  chosen_id: Id.describe('the better one'),
  rejected_id: Id.describe('the other'),
  chosen_rank: rank,
  rejected_rank: rank,
  chosen_votes: votes,
  rejected_votes: votes,
  margin: z
    .int()
    .nullable()
    .describe('`chosen_votes` − `rejected_votes`; below 0 where the final order is against the majority'),
  chosen_synthetic: z.boolean().describe('whether a model wrote it'),
  rejected_synthetic: z.boolean().describe('the same of the other'),
  chosen_model_name: z.string().nullable().describe('which model'),
  rejected_model_name: z.string().nullable().describe('which model'),
};

/**
 * A line of `pairs`: the conversation, and two replies to its end of which one is better. The first three fields are what
 * preference trainers read: https://huggingface.co/docs/trl/dataset_formats#preference
 */
export const PairLine = z.strictObject({
  prompt: Turns.describe('the conversation that both answer; empty for two prompts'),
  chosen: z.tuple([Turn]).describe('the better reply, as a list of one message'),
  rejected: z.tuple([Turn]).describe('the other, the same way'),
  ...aboutPair,
  chosen_labels: LabelColumns.nullable().describe('means of its labels, with `--labels`'),
  rejected_labels: LabelColumns.nullable().describe('the same of the other'),
});
export type PairLine = z.infer<typeof PairLine>;
