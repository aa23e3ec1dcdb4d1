import { z } from 'zod';
import { Turns } from './conversation.ts';
import { Count, Id, LabelColumns } from './parts.ts';

/** A line of `sft`: a conversation that ends with a reply of the assistant. */
export const SftLine = z.strictObject({
  messages: Turns.describe('the conversation, the prompt first, a reply of the assistant last'),
  lang: z.string().describe('language of the prompt'),
  message_tree_id: Id.describe('the tree'),
  message_ids: z.array(Id).describe('its messages, in the order of `messages`'),
  rank: Count.nullable().describe('place of the last reply among its siblings, 0 the best'),
  synthetic: z.boolean().describe('whether a model wrote any of the messages'),
  model_name: z.string().nullable().describe('the model that wrote the last reply'),
  reply_labels: LabelColumns.nullable().describe('means of the last reply’s labels, with `--labels`'),
});
export type SftLine = z.infer<typeof SftLine>;
