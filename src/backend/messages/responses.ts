import { z } from 'zod';
import { DateSchema, IdSchema, pageResponseSchema } from '../responses.ts';
import { FrontEndUserResponseSchema } from '../users/responses.ts';

const conversationMessage = {
  id: IdSchema,
  user_id: IdSchema,
  frontend_message_id: z.string(),
  text: z.string(),
  lang: z.string(),
  is_assistant: z.boolean(),
  emojis: z.record(z.string(), z.int().min(1)),
  user_emojis: z.array(z.string()),
  user_is_author: z.boolean().nullable(),
  synthetic: z.boolean().nullable(),
};

/** A message as tasks carry it; `synthetic` is null where it would give a model away. */
export const ConversationMessageResponseSchema = z
  .object(conversationMessage)
  .meta({ id: 'ConversationMessage' });

export const ConversationResponseSchema = z
  .object({ messages: z.array(ConversationMessageResponseSchema) })
  .meta({ id: 'Conversation' });

/** A message with all that is known about it; `rank` 0 is the best of its siblings. */
export const MessageResponseSchema = z
  .object({
    ...conversationMessage,
    parent_id: IdSchema.nullable(),
    created_date: DateSchema,
    review_result: z.boolean().nullable(),
    review_count: z.int().min(0),
    deleted: z.boolean(),
    edited: z.boolean(),
    model_name: z.string().nullable(),
    message_tree_id: IdSchema,
    ranking_count: z.int().min(0),
    rank: z.int().min(0).nullable(),
    user: FrontEndUserResponseSchema.nullable(),
  })
  .meta({ id: 'Message' });

export const MessagePageResponseSchema = pageResponseSchema(MessageResponseSchema, 'MessagePage');

export const MessageTreeResponseSchema = z
  .object({ id: IdSchema, messages: z.array(MessageResponseSchema) })
  .meta({ id: 'MessageTree' });

/** A text that a message had; the last is the one it has. */
export const RevisionResponseSchema = z
  .object({
    id: IdSchema,
    text: z.string(),
    message_id: IdSchema,
    user_id: IdSchema,
    created_date: DateSchema,
    user_is_author: z.boolean().nullable(),
  })
  .meta({ id: 'MessageRevision' });
