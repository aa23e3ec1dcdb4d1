import { z } from 'zod';
import { DateSchema, IdSchema } from '../responses.ts';
import { treeStates } from '../trees/tables.ts';

const count = z.int().min(0);

export const SystemStatsResponseSchema = z
  .object({
    all: count,
    active: count,
    active_by_lang: z.record(z.string(), count),
    deleted: count,
    message_trees: count,
  })
  .meta({ id: 'SystemStats' });

export const StateCountsResponseSchema = z
  .partialRecord(z.enum(treeStates), count)
  .meta({ id: 'StateCounts' });

/** How far a tree is; what is deleted or was refused does not count. */
export const MessageCountsResponseSchema = z
  .array(
    z.object({
      message_tree_id: IdSchema,
      state: z.enum(treeStates),
      depth: count,
      oldest: DateSchema,
      youngest: DateSchema,
      count,
      goal_tree_size: count,
    }),
  )
  .meta({ id: 'TreeMessageCounts' });

export const TreeManagerStatsResponseSchema = z
  .object({ state_counts: StateCountsResponseSchema, message_counts: MessageCountsResponseSchema })
  .meta({ id: 'TreeManagerStats' });

export const cachedStatsNames = [
  'human_messages_by_lang',
  'human_messages_by_role',
  'message_trees_by_state',
  'message_trees_states_by_lang',
  'users_accepted_tos',
] as const;
export const CachedStatsNameSchema = z.enum(cachedStatsNames);

export const CachedStatsResponseSchema = z
  .object({
    name: CachedStatsNameSchema,
    last_updated: DateSchema,
    stats: z.union([
      z.record(z.string(), count),
      z.array(z.object({ lang: z.string(), count, state: z.enum(treeStates) })),
    ]),
  })
  .meta({ id: 'CachedStatsResponse' });

export const AllCachedStatsResponseSchema = z
  .object({ stats_by_name: z.partialRecord(CachedStatsNameSchema, CachedStatsResponseSchema) })
  .meta({ id: 'AllCachedStatsResponse' });
