import { z } from 'zod';
import { IdSchema } from '../responses.ts';
import { treeStates } from './tables.ts';

/** Where a tree is in its life. */
export const TreeStateResponseSchema = z
  .object({
    message_tree_id: IdSchema,
    state: z.enum(treeStates),
    goal_tree_size: z.int(),
    max_depth: z.int(),
    max_children_count: z.int(),
    active: z.boolean(),
    origin: z.string().nullable(),
  })
  .meta({ id: 'MessageTreeStateResponse' });
