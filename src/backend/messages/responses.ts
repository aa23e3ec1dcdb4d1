import { z } from 'zod';
import { OutDate, OutId, page } from '../responses.ts';
import { FrontEndUser } from '../users/responses.ts';

const conversationMessage = {
  id: OutId,
  user_id: OutId,
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
export const ConversationMessage = z.object(conversationMessage).meta({ id: 'ConversationMessage' });

export const Conversation = z.object({ messages: z.array(ConversationMessage) }).meta({ id: 'Conversation' });

/** A message with all that is known about it; `rank` 0 is the best of its siblings. */
export const Message = z
  .object({
    ...conversationMessage,
    parent_id: OutId.nullable(),
    created_date: OutDate,
    review_result: z.boolean().nullable(),
    review_count: z.int().min(0),
    deleted: z.boolean(),
    edited: z.boolean(),
    model_name: z.string().nullable(),
    message_tree_id: OutId,
    ranking_count: z.int().min(0),
    rank: z.int().min(0).nullable(),
    user: FrontEndUser.nullable(),
  })
  .meta({ id: 'Message' });

export const MessagePage = page(Message, 'MessagePage');

export const MessageTree = z.object({ id: OutId, messages: z.array(Message) }).meta({ id: 'MessageTree' });

/** A text that a message had; the last is the one it has. */
export const Revision = z
  .object({
    id: OutId,
    text: z.string(),
    message_id: OutId,
    user_id: OutId,
    created_date: OutDate,
    user_is_author: z.boolean().nullable(),
  })
  .meta({ id: 'MessageRevision' });
