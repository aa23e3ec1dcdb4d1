import { z } from 'zod';
import { emojiCodes } from '../messages/emoji-codes.ts';
import { Text } from '../request-fields.ts';
import { strip } from '../text.ts';
import { Person } from '../users/requests.ts';

export const EmojiRequest = z.object({
  user: Person,
  op: z.enum(['toggle', 'add', 'remove']).default('toggle'),
  emoji: z.enum(emojiCodes),
});
export type EmojiRequest = z.infer<typeof EmojiRequest>;

export const Edit = z.object({
  user: Person,
  new_content: Text.transform(strip).refine(
    (text) => text !== '',
    'ensure this value has at least 1 characters',
  ),
});
