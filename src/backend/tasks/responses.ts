import { z } from 'zod';
import { TaskCampaign } from '../../oasst/campaigns.ts';
import { TaskRequestType } from '../../oasst/protocol.ts';
import { labelNames } from '../messages/label-sets.ts';
import { ConversationMessageResponseSchema, ConversationResponseSchema } from '../messages/responses.ts';
import { IdSchema } from '../responses.ts';

const of = <Type extends string>(type: Type) => ({
  id: IdSchema,
  type: z.literal(type),
  campaign: TaskCampaign.optional().describe('An addition of this backend: where it was asked for in one.'),
});

const LabelDescriptionResponseSchema = z
  .object({
    name: z.enum(labelNames),
    widget: z.enum(['yes_no', 'flag', 'likert']),
    display_text: z.string(),
    help_text: z.string().nullable(),
  })
  .meta({ id: 'LabelDescription' });

const labelling = {
  message_id: IdSchema,
  valid_labels: z.array(z.enum(labelNames)),
  mandatory_labels: z.array(z.enum(labelNames)),
  mode: z.enum(['full', 'simple']),
  disposition: z.enum(['quality', 'spam']),
  labels: z.array(LabelDescriptionResponseSchema),
  conversation: ConversationResponseSchema,
};
const ranking = {
  conversation: ConversationResponseSchema,
  reply_messages: z.array(ConversationMessageResponseSchema),
  replies: z.array(z.string()),
  message_tree_id: IdSchema,
  ranking_parent_id: IdSchema,
  reveal_synthetic: z.boolean(),
};

/** Every task that may be handed out. */
export const TaskResponseSchema = z
  .discriminatedUnion('type', [
    z.object({ ...of('initial_prompt'), hint: z.null() }),
    z.object({ ...of('prompter_reply'), hint: z.null(), conversation: ConversationResponseSchema }),
    z.object({ ...of('assistant_reply'), conversation: ConversationResponseSchema }),
    z.object({ ...of('rank_assistant_replies'), ...ranking }),
    z.object({ ...of('rank_prompter_replies'), ...ranking }),
    z.object({ ...of('label_initial_prompt'), ...labelling, prompt: z.string() }),
    z.object({ ...of('label_assistant_reply'), ...labelling, reply: z.string() }),
    z.object({ ...of('label_prompter_reply'), ...labelling, reply: z.string() }),
    z.object({
      ...of('rank_initial_prompts'),
      prompts: z.array(z.string()),
      prompt_messages: z.array(ConversationMessageResponseSchema),
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
export type HandedOutTask = z.infer<typeof TaskResponseSchema>;

export const TaskDoneResponseSchema = z.object(of('task_done')).meta({ id: 'TaskDone' });

/** How many tasks of each type there are; `random` is their sum. */
export const AvailabilityResponseSchema = z
  .record(TaskRequestType, z.int().min(0))
  .meta({ id: 'Availability' });

export const ValidLabelsResponseSchema = z
  .object({ valid_labels: z.array(LabelDescriptionResponseSchema) })
  .meta({ id: 'ValidLabels' });
