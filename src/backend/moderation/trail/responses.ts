import { z } from 'zod';
import { DateSchema, IdSchema } from '../../responses.ts';
import { Before } from './before.ts';
import { actNames } from './tables.ts';

/** Something that was done to a message, a tree or a person. */
export const ActResponseSchema = z
  .object({
    id: IdSchema,
    act: z.enum(actNames),
    actor: z.string().describe('`automatic`, or who did it: `discord:` and a Discord id.'),
    message_id: IdSchema.nullable(),
    user_id: IdSchema.nullable(),
    reason: z.string(),
    before: Before.describe('How it was before.'),
    created_date: DateSchema,
    undone_date: DateSchema.nullable(),
    undone_by: z.string().nullable(),
  })
  .meta({ id: 'Act' });
