import { z } from 'zod';
import { Count, Id, LabelColumns } from './parts.ts';

const Turn = z.strictObject({ role: z.enum(['user', 'assistant']), content: z.string() });
const Rank = Count.nullable();
/** Null where nobody knows the single rankings. */
const Votes = Count.nullable();

/**
 * A line of `pairs`: the conversation, and two replies to its end of which one is better. The first three fields are what
 * preference trainers read: https://huggingface.co/docs/trl/dataset_formats#preference
 */
export const PairLine = z.strictObject({
  prompt: z.array(Turn),
  chosen: z.tuple([Turn]),
  rejected: z.tuple([Turn]),
  lang: z.string(),
  message_tree_id: Id,
  parent_id: Id,
  chosen_id: Id,
  rejected_id: Id,
  chosen_rank: Rank,
  rejected_rank: Rank,
  chosen_votes: Votes,
  rejected_votes: Votes,
  /** `chosen_votes` − `rejected_votes`; below 0 where the final order is against the majority. */
  margin: z.int().nullable(),
  chosen_synthetic: z.boolean(),
  rejected_synthetic: z.boolean(),
  chosen_model_name: z.string().nullable(),
  rejected_model_name: z.string().nullable(),
  chosen_labels: LabelColumns.nullable(),
  rejected_labels: LabelColumns.nullable(),
});
export type PairLine = z.infer<typeof PairLine>;
