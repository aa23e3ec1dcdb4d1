import { z } from 'zod';
import { stripBlanks } from '../../../text.ts';
import { Uuid } from '../../fields.ts';
import { isText, Text } from '../../request-fields.ts';
import { isStorable } from '../../text.ts';
import { PersonSchema } from '../../users/requests.ts';

const REASON_LIMIT = 1_000;

const aboutMessage = { message_id: Uuid };
const aboutPerson = { user_id: Uuid };

/** What a moderator wants done. */
const ActSchema = z.discriminatedUnion('act', [
  z.object({ act: z.literal('delete'), ...aboutMessage }),
  z.object({ act: z.literal('undelete'), ...aboutMessage }),
  z.object({ act: z.literal('stop'), ...aboutMessage }),
  z.object({ act: z.literal('start'), ...aboutMessage }),
  z.object({ act: z.literal('keep'), ...aboutMessage }),
  z.object({
    act: z.literal('edit'),
    ...aboutMessage,
    text: Text.transform(stripBlanks).refine(isText, 'ensure this value has at least 1 characters'),
  }),
  z.object({ act: z.literal('disable'), ...aboutPerson }),
  z.object({ act: z.literal('enable'), ...aboutPerson }),
  z.object({ act: z.literal('purge'), ...aboutPerson }),
  z.object({ act: z.literal('merge'), ...aboutPerson, into_user_id: Uuid }),
]);
export type Act = z.output<typeof ActSchema>;

/** An act with the moderator who does it, and why. */
export const ActRequestSchema = z.object({
  moderator: PersonSchema,
  reason: Text.pipe(z.string().max(REASON_LIMIT).refine(isStorable, 'cannot be stored')).default(''),
  wish: ActSchema,
});

/** Who takes an act back. */
export const UndoRequestSchema = z.object({ moderator: PersonSchema });
