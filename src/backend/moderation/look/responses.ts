import { z } from 'zod';
import { IdSchema } from '../../responses.ts';
import { treeStates } from '../../trees/tables.ts';
import { FrontEndUserResponseSchema } from '../../users/responses.ts';

/** A message as moderators see it. */
export const MessageFactsResponseSchema = z
  .object({
    id: IdSchema,
    text: z.string(),
    lang: z.string(),
    is_assistant: z.boolean(),
    deleted: z.boolean(),
    waiting: z.boolean().describe('Whether it has a red flag that nobody has looked at.'),
    state: z.enum(treeStates).describe('Of its tree.'),
    below: z.int().describe('How many messages hang on it that are not deleted.'),
    author: FrontEndUserResponseSchema.nullable(),
    conversation: z
      .array(z.object({ text: z.string(), is_assistant: z.boolean() }))
      .describe('From the prompt down.'),
  })
  .meta({ id: 'MessageFacts' });
