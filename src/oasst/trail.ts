import { z } from 'zod';
import { Act } from './moderation.ts';
import { Id } from './protocol.ts';

const Named = z.object({ auth_method: z.string(), id: z.string() });
const Values = z.record(z.string(), z.unknown());

/**
 * An act in the trail of a collection: `before` is how what it changed was, with `values` of a campaign or of settings by
 * name, and `after` how these are since.
 */
export const TrailEntry = Act.extend({
  before: z.object({ values: Values.optional(), text: z.string().optional() }),
  after: Values,
  /** Whom it is about. */
  person: Named.nullable(),
  /** Into whose account theirs was merged; older backends do not tell. */
  into: Named.nullable().default(null),
  campaign_id: Id.nullable(),
  campaign_name: z.string().nullable(),
});
export type TrailEntry = z.infer<typeof TrailEntry>;
