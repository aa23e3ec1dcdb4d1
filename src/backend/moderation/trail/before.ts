import { z } from 'zod';
import { treeStates } from '../../trees/tables.ts';

/** How things stood before an act, as far as undoing it needs to know. */
export const Before = z.object({
  deleted: z.boolean().optional(),
  state: z.enum(treeStates).optional(),
  /** Whether the message waited for somebody to look at its red flag. */
  waiting: z.boolean().optional(),
  text: z.string().optional(),
  enabled: z.boolean().optional(),
  /** The messages that a purge took, by id. */
  purged: z.array(z.string()).optional(),
  /** Whose accounts were merged, by id. */
  merged: z.array(z.string()).optional(),
});
export type Before = z.infer<typeof Before>;
