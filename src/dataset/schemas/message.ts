import { z } from 'zod';
import { treeStates } from '../../backend/trees/tables.ts';
import { Count, DetoxifyColumns, EmojiColumns, EventColumns, Id, LabelColumns, SecondLook } from './parts.ts';

// The fields of a message are those of the Open Assistant datasets and stand in their order:
// https://github.com/LAION-AI/Open-Assistant/blob/main/oasst-data/oasst_data/schemas.py (v0.0.3)

const upToEmojis = {
  message_id: Id.describe('the message'),
  parent_id: Id.nullable().describe('the message that it answers; null for a prompt'),
  user_id: Id.nullable().describe('who wrote it; null where nobody knows'),
  created_date: z.string().nullable().describe('when; null where nobody knows'),
  text: z.string().describe('what it says'),
  role: z.enum(['prompter', 'assistant']).describe('whose turn it is'),
  lang: z.string().describe('its language (BCP 47)'),
  review_count: Count.describe('how many have reviewed it'),
  review_result: z.boolean().nullable().describe('whether it was accepted; null while undecided'),
  deleted: z.boolean().describe('whether it was deleted'),
  rank: Count.nullable().describe('its place among its siblings, 0 the best'),
  synthetic: z.boolean().describe('whether a model wrote it'),
  model_name: z.string().nullable().describe('which model'),
  emojis: EmojiColumns.nullable().describe('how often each emoji was given'),
};
const fromLabels = {
  labels: LabelColumns.nullable().describe('means of its labels, with `--labels`'),
  events: EventColumns.nullable().describe('who did what, with `--events`'),
  detoxify: DetoxifyColumns.nullable().describe('what a classifier measured; imported only'),
  second_look: SecondLook,
};
const meta = z
  .string()
  .nullable()
  .describe('what came with an import and has no column: a text that holds a JSON object');

/** A line of `messages`. */
export const MessageLine = z.strictObject({
  ...upToEmojis,
  ...fromLabels,
  message_tree_id: Id.describe('its tree'),
  tree_state: z.enum(treeStates).describe('where the tree stands'),
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
  message_tree_id: Id.describe('the tree'),
  tree_state: z.enum(treeStates).describe('where it stands'),
  prompt: TreeMessage.describe('its first message, with the columns of `messages` and the `replies` to it'),
  origin: z.string().nullable().describe('where it was imported from'),
  meta,
});
export type TreeLine = z.infer<typeof TreeLine>;
