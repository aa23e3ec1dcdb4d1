import { z } from 'zod';
import { stripBlanks } from '../../text.ts';
import { storedEmojiCodes } from '../messages/emoji-codes.ts';
import { isText, Text } from '../request-fields.ts';
import { PersonSchema } from '../users/requests.ts';

export const EmojiRequestSchema = z.object({
  user: PersonSchema,
  op: z.enum(['toggle', 'add', 'remove']).default('toggle'),
  emoji: z.enum(storedEmojiCodes),
});
export type IncomingEmoji = z.infer<typeof EmojiRequestSchema>;

export const EditRequestSchema = z.object({
  user: PersonSchema,
  new_content: Text.transform(stripBlanks).refine(isText, 'ensure this value has at least 1 characters'),
});
