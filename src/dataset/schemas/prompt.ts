import { z } from 'zod';
import { Turns } from './conversation.ts';
import { Count, Id, LabelColumns } from './parts.ts';

/** A line of `prompts`: a conversation that ends with a message that a model is to answer. */
export const PromptLine = z.strictObject({
  prompt: Turns.describe('the conversation, a message of the user last'),
  lang: z.string().describe('language of the last message'),
  message_tree_id: Id.describe('the tree'),
  message_id: Id.describe('the last message'),
  replies: Count.describe('how many replies to it the export would take'),
  synthetic: z.boolean().describe('whether a model wrote it'),
  prompt_labels: LabelColumns.nullable().describe('means of its labels, with `--labels`'),
});
export type PromptLine = z.infer<typeof PromptLine>;
