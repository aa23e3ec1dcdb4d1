import { z } from 'zod';
import { treeStates } from '../../backend/trees/tables.ts';
import { Count, DetoxifyColumns, EmojiColumns, EventColumns, Id, LabelColumns } from './parts.ts';

// The fields of a message are those of the Open Assistant datasets and stand in their order:
// https://github.com/LAION-AI/Open-Assistant/blob/main/oasst-data/oasst_data/schemas.py (v0.0.3)

const upToEmojis = {
  message_id: Id,
  parent_id: Id.nullable(),
  user_id: Id.nullable(),
  created_date: z.string().nullable(),
  text: z.string(),
  role: z.enum(['prompter', 'assistant']),
  lang: z.string(),
  review_count: Count,
  review_result: z.boolean().nullable(),
  deleted: z.boolean(),
  rank: Count.nullable(),
  synthetic: z.boolean(),
  model_name: z.string().nullable(),
  emojis: EmojiColumns.nullable(),
};
const fromLabels = {
  labels: LabelColumns.nullable(),
  events: EventColumns.nullable(),
  detoxify: DetoxifyColumns.nullable(),
};
/** What came with an import and has no field here: a text that holds a JSON object. */
const meta = z.string().nullable();

/** A line of `messages`. */
export const MessageLine = z.strictObject({
  ...upToEmojis,
  ...fromLabels,
  message_tree_id: Id,
  tree_state: z.enum(treeStates),
  meta,
});
export type MessageLine = z.infer<typeof MessageLine>;

/** A message in a tree, with the replies to it. */
export type TreeMessage = Omit<MessageLine, 'message_tree_id' | 'tree_state'> & { replies: TreeMessage[] };
export const TreeMessage: z.ZodType<TreeMessage> = z.strictObject({
  ...upToEmojis,
  replies: z.lazy(() => z.array(TreeMessage)),
  ...fromLabels,
  meta,
});

/** A line of `trees`. */
export const TreeLine = z.strictObject({
  message_tree_id: Id,
  tree_state: z.enum(treeStates),
  prompt: TreeMessage,
  origin: z.string().nullable(),
  meta,
});
export type TreeLine = z.infer<typeof TreeLine>;
