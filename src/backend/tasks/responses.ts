import { z } from 'zod';
import { TaskRequestType } from '../../oasst/protocol.ts';
import { labelNames } from '../messages/label-sets.ts';
import { Conversation, ConversationMessage } from '../messages/responses.ts';
import { OutId } from '../responses.ts';

const of = <Type extends string>(type: Type) => ({ id: OutId, type: z.literal(type) });

export const LabelDescription = z
  .object({
    name: z.enum(labelNames),
    widget: z.enum(['yes_no', 'flag', 'likert']),
    display_text: z.string(),
    help_text: z.string().nullable(),
  })
  .meta({ id: 'LabelDescription' });

const labelling = {
  message_id: OutId,
  valid_labels: z.array(z.enum(labelNames)),
  mandatory_labels: z.array(z.enum(labelNames)),
  mode: z.enum(['full', 'simple']),
  disposition: z.enum(['quality', 'spam']),
  labels: z.array(LabelDescription),
  conversation: Conversation,
};
const ranking = {
  conversation: Conversation,
  reply_messages: z.array(ConversationMessage),
  replies: z.array(z.string()),
  message_tree_id: OutId,
  ranking_parent_id: OutId,
  reveal_synthetic: z.boolean(),
};

/** Every task that may be handed out. */
export const OutTask = z
  .discriminatedUnion('type', [
    z.object({ ...of('initial_prompt'), hint: z.null() }),
    z.object({ ...of('prompter_reply'), hint: z.null(), conversation: Conversation }),
    z.object({ ...of('assistant_reply'), conversation: Conversation }),
    z.object({ ...of('rank_assistant_replies'), ...ranking }),
    z.object({ ...of('rank_prompter_replies'), ...ranking }),
    z.object({ ...of('label_initial_prompt'), ...labelling, prompt: z.string() }),
    z.object({ ...of('label_assistant_reply'), ...labelling, reply: z.string() }),
    z.object({ ...of('label_prompter_reply'), ...labelling, reply: z.string() }),
    z.object({
      ...of('rank_initial_prompts'),
      prompts: z.array(z.string()),
      prompt_messages: z.array(ConversationMessage),
    }),
    z.object({ ...of('summarize_story'), story: z.string() }),
    z.object({
      ...of('rate_summary'),
      full_text: z.string(),
      summary: z.string(),
      scale: z.object({ min: z.int(), max: z.int() }),
    }),
  ])
  .meta({ id: 'Task' });
export type OutTask = z.infer<typeof OutTask>;

export const TaskDone = z.object(of('task_done')).meta({ id: 'TaskDone' });

/** How many tasks of each type there are; `random` is their sum. */
export const Availability = z.record(TaskRequestType, z.int().min(0)).meta({ id: 'Availability' });

export const ValidLabels = z.object({ valid_labels: z.array(LabelDescription) }).meta({ id: 'ValidLabels' });
