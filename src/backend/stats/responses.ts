import { z } from 'zod';
import { OutDate, OutId } from '../responses.ts';
import { treeStates } from '../trees/tables.ts';

const count = z.int().min(0);

export const SystemStats = z
  .object({
    all: count,
    active: count,
    active_by_lang: z.record(z.string(), count),
    deleted: count,
    message_trees: count,
  })
  .meta({ id: 'SystemStats' });

export const StateCounts = z.partialRecord(z.enum(treeStates), count).meta({ id: 'StateCounts' });

/** How far a tree is; what is deleted or was refused does not count. */
export const MessageCounts = z
  .array(
    z.object({
      message_tree_id: OutId,
      state: z.enum(treeStates),
      depth: count,
      oldest: OutDate,
      youngest: OutDate,
      count,
      goal_tree_size: count,
    }),
  )
  .meta({ id: 'TreeMessageCounts' });

export const TreeManagerStats = z
  .object({ state_counts: StateCounts, message_counts: MessageCounts })
  .meta({ id: 'TreeManagerStats' });

export const cachedStatsNames = [
  'human_messages_by_lang',
  'human_messages_by_role',
  'message_trees_by_state',
  'message_trees_states_by_lang',
  'users_accepted_tos',
] as const;
export const CachedStatsName = z.enum(cachedStatsNames);

export const CachedStats = z
  .object({
    name: CachedStatsName,
    last_updated: OutDate,
    stats: z.union([
      z.record(z.string(), count),
      z.array(z.object({ lang: z.string(), count, state: z.enum(treeStates) })),
    ]),
  })
  .meta({ id: 'CachedStatsResponse' });

export const AllCachedStats = z
  .object({ stats_by_name: z.partialRecord(CachedStatsName, CachedStats) })
  .meta({ id: 'AllCachedStatsResponse' });
