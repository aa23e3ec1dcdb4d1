import { createHash } from 'node:crypto';
import { z } from 'zod';

/** Something that an earlier release had and that was deleted since, by the SHA-256 of its kind, a colon and its id. */
export const Tombstone = z.strictObject({ kind: z.enum(['message', 'summary']), sha256: z.hash('sha256') });
export type Tombstone = z.infer<typeof Tombstone>;

/** The tombstone of an id, as the release had it. */
export function tombstoneOf(kind: Tombstone['kind'], id: string): Tombstone {
  return { kind, sha256: createHash('sha256').update(`${kind}:${id}`).digest('hex') };
}
