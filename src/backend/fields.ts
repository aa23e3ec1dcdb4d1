import { z } from 'zod';
import { Id } from '../oasst/protocol.ts';

// What stands in paths and queries, where everything is text.

/** A UUID, in the form the database has it. */
export const Uuid = Id.transform((id) => id.toLowerCase()).meta({ format: 'uuid' });

/** A switch, in any of the spellings the reference takes. */
export const Switch = z
  .stringbool({
    truthy: ['true', '1', 'yes', 'on', 't', 'y'],
    falsy: ['false', '0', 'no', 'off', 'f', 'n'],
  })
  .meta({ type: 'boolean' });

/** How many of something are asked for. */
export function most(max: number, standard: number) {
  return z.coerce.number().int().min(1).max(max).default(standard);
}

/** A moment in ISO 8601, as epoch milliseconds; without a zone it is UTC. */
export const Moment = z.iso
  .datetime({ offset: true, local: true })
  .transform((text) => Date.parse(/(Z|[+-]\d\d:?\d\d)$/.test(text) ? text : `${text}Z`))
  .pipe(z.number())
  .meta({ format: 'date-time' });
