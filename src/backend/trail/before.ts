import { z } from 'zod';

/** Into whose account others were merged, as it is kept of a merge. */
export const Merged = z.object({ into: z.string() });

/** Values by name. */
export const Values = z.record(z.string(), z.unknown());
export type Values = Readonly<z.infer<typeof Values>>;

/** How things stood before an act, as far as undoing it needs to know. */
export const Before = z.object({
  deleted: z.boolean().optional(),
  /** The state of the tree. */
  state: z.string().optional(),
  /** Whether the message waited for somebody to look at its red flag. */
  waiting: z.boolean().optional(),
  text: z.string().optional(),
  enabled: z.boolean().optional(),
  /** The messages that a purge took, by id. */
  purged: z.array(z.string()).optional(),
  /** Whose accounts were merged, by id. */
  merged: z.array(z.string()).optional(),
  /** What of a campaign or of the settings was changed, by name. */
  values: Values.optional(),
});
export type Before = z.infer<typeof Before>;
