import { z } from 'zod';
import { storedEmojiCodes } from '../messages/emoji-codes.ts';
import { Text } from '../request-fields.ts';
import { strip } from '../text.ts';
import { PersonSchema } from '../users/requests.ts';

export const EmojiRequestSchema = z.object({
  user: PersonSchema,
  op: z.enum(['toggle', 'add', 'remove']).default('toggle'),
  emoji: z.enum(storedEmojiCodes),
});
export type IncomingEmoji = z.infer<typeof EmojiRequestSchema>;

export const EditRequestSchema = z.object({
  user: PersonSchema,
  new_content: Text.transform(strip).refine(
    (text) => text !== '',
    'ensure this value has at least 1 characters',
  ),
});
