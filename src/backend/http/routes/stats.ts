import { z } from 'zod';
import { Switch } from '../../fields.ts';
import { allCachedStats, cachedStats, updateCachedStats } from '../../stats/cached.ts';
import {
  AllCachedStats,
  CachedStats,
  CachedStatsName,
  MessageCounts,
  StateCounts,
  SystemStats,
  TreeManagerStats,
} from '../../stats/responses.ts';
import { systemStats } from '../../stats/system.ts';
import { messageCounts, stateCounts } from '../../stats/trees.ts';
import type { Api } from '../api/endpoint.ts';

const tag = 'stats';

/** Adds everything under `/stats`. */
export function addStatsRoutes({ add, backend }: Api): void {
  const { db } = backend;
  add(
    {
      method: 'get',
      path: '/stats/',
      tag,
      summary: 'How many messages there are',
      access: 'trusted',
      answer: SystemStats,
    },
    () => systemStats(db),
  );
  add(
    {
      method: 'get',
      path: '/stats/tree_manager/state_counts',
      tag,
      summary: 'How many trees are in each state',
      access: 'trusted',
      answer: StateCounts,
    },
    () => stateCounts(db),
  );
  add(
    {
      method: 'get',
      path: '/stats/tree_manager/message_counts',
      tag,
      summary: 'How far each tree is',
      access: 'trusted',
      query: z.object({ only_active: Switch.default(true) }),
      answer: MessageCounts,
    },
    ({ query }) => messageCounts(db, query.only_active),
  );
  add(
    {
      method: 'get',
      path: '/stats/tree_manager',
      tag,
      summary: 'The states of all trees, and how far the active ones are',
      access: 'trusted',
      answer: TreeManagerStats,
    },
    async () => ({ state_counts: await stateCounts(db), message_counts: await messageCounts(db, true) }),
  );
  add(
    {
      method: 'get',
      path: '/stats/cached/{name}',
      tag,
      summary: 'One statistic, as it was counted last',
      access: 'key',
      refuses: [400],
      params: z.object({ name: CachedStatsName }),
      answer: CachedStats,
    },
    ({ params }) => cachedStats(db, params.name),
  );
  add(
    {
      method: 'get',
      path: '/stats/cached',
      tag,
      summary: 'All statistics that were counted',
      access: 'key',
      answer: AllCachedStats,
    },
    async () => ({ stats_by_name: await allCachedStats(db) }),
  );
  add(
    {
      method: 'post',
      path: '/stats/cached/update',
      tag,
      summary: 'Counts them now',
      access: 'trusted',
      status: 204,
    },
    async () => {
      await updateCachedStats(backend);
      return undefined;
    },
  );
}
