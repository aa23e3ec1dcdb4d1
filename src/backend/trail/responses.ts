import { z } from 'zod';
import { DateSchema, IdSchema } from '../responses.ts';
import { Before, Values } from './before.ts';
import { actNames } from './tables.ts';

/** Something that was done to a message, a tree, a person, a campaign or the settings. */
export const ActResponseSchema = z
  .object({
    id: IdSchema,
    act: z.enum(actNames),
    actor: z.string().describe('`automatic`, `command-line`, or who did it: `discord:` and a Discord id.'),
    message_id: IdSchema.nullable(),
    user_id: IdSchema.nullable(),
    campaign_id: IdSchema.nullable(),
    reason: z.string(),
    before: Before.describe('How it was before.'),
    after: Values.describe(
      'How what was changed of a campaign or of the settings is after it; or what a command line was about.',
    ),
    created_date: DateSchema,
    undone_date: DateSchema.nullable(),
    undone_by: z.string().nullable(),
  })
  .meta({ id: 'Act' });

const Named = z.object({ auth_method: z.string(), id: z.string() });

/** The same in the trail of a collection. */
export const TrailEntryResponseSchema = ActResponseSchema.extend({
  person: Named.nullable().describe(
    'Whom it is about, as front ends know them, or knew them before a merge.',
  ),
  into: Named.nullable().describe('Into whose account theirs was merged.'),
  campaign_name: z.string().nullable(),
}).meta({ id: 'TrailEntry' });
