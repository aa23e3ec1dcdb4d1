import { z } from 'zod';
import { rememberedByCost } from '../../../remembered.ts';
import { Switch } from '../../fields.ts';
import { inTurns } from '../../pace.ts';
import { allCachedStats, cachedStats, updateCachedStats } from '../../stats/cached.ts';
import {
  AllCachedStatsResponseSchema,
  CachedStatsNameSchema,
  CachedStatsResponseSchema,
  MessageCountsResponseSchema,
  StateCountsResponseSchema,
  SystemStatsResponseSchema,
  TreeManagerStatsResponseSchema,
} from '../../stats/responses.ts';
import { systemStats } from '../../stats/system.ts';
import { messageCounts, stateCounts } from '../../stats/trees.ts';
import type { Api } from '../api/endpoint.ts';

const tag = 'stats';
/** How long a count is good enough at most, where it is expensive. */
const FRESH_MS = 60_000;

/** Adds everything under `/stats`. */
export function addStatsRoutes({ add, backend }: Api): void {
  const { db, now } = backend;
  const system = rememberedByCost(FRESH_MS, now, () => systemStats(db, inTurns));
  const states = rememberedByCost(FRESH_MS, now, () => stateCounts(db));
  add(
    {
      method: 'get',
      path: '/stats/',
      tag,
      summary: 'How many messages there are',
      access: 'trusted',
      answer: SystemStatsResponseSchema,
    },
    system,
  );
  add(
    {
      method: 'get',
      path: '/stats/tree_manager/state_counts',
      tag,
      summary: 'How many trees are in each state',
      access: 'trusted',
      answer: StateCountsResponseSchema,
    },
    states,
  );
  add(
    {
      method: 'get',
      path: '/stats/tree_manager/message_counts',
      tag,
      summary: 'How far each tree is',
      access: 'trusted',
      query: z.object({ only_active: Switch.default(true) }),
      answer: MessageCountsResponseSchema,
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
      answer: TreeManagerStatsResponseSchema,
    },
    async () => ({ state_counts: await states(), message_counts: await messageCounts(db, true) }),
  );
  add(
    {
      method: 'get',
      path: '/stats/cached/{name}',
      tag,
      summary: 'One statistic, as it was counted last',
      access: 'key',
      refuses: [400],
      params: z.object({ name: CachedStatsNameSchema }),
      answer: CachedStatsResponseSchema,
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
      answer: AllCachedStatsResponseSchema,
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
