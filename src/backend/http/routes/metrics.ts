import { Gauge } from 'prom-client';
import { z } from 'zod';
import type { Backend } from '../../context.ts';
import type { Db } from '../../db.ts';
import type { CachedStatsNameSchema } from '../../stats/responses.ts';
import { treeStates } from '../../trees/tables.ts';
import type { Api } from '../api/endpoint.ts';

const Counts = z.record(z.string(), z.number());

/** Adds what Prometheus reads, at `/metrics` and for everybody, as the reference has it. */
export function addMetricsRoute({ add, backend }: Api): void {
  const { metrics } = backend;
  watchCollection(backend);
  add(
    {
      method: 'get',
      path: '/metrics',
      outside: true,
      tag: 'metrics',
      summary: 'Figures for Prometheus, without anybody’s id or words in them',
      access: 'none',
      refuses: [406],
      media: metrics.contentType,
      answer: z.string(),
    },
    () => metrics.metrics(),
  );
}

/**
 * Shows how large the collection is, as the cached statistics counted it last: a scrape reads a few rows. Before the
 * first count the figures are left out, as 0 would say that the collection is empty.
 */
function watchCollection({ metrics, db, settings }: Pick<Backend, 'metrics' | 'db' | 'settings'>) {
  const registers = [metrics];
  const seconds = Math.round(settings.cachedStatsEveryMs / 1_000);
  const counted = `counted every ${seconds} s, last at oasst_collection_counted_timestamp_seconds`;
  new Gauge({
    name: 'oasst_trees',
    help: `Message trees by state, ${counted}`,
    labelNames: ['state'],
    registers,
    async collect() {
      const trees = (await countOf(db, 'message_trees_by_state'))?.counts;
      if (trees) for (const state of treeStates) this.set({ state }, trees[state] ?? 0);
    },
  });
  new Gauge({
    name: 'oasst_human_messages',
    help: `Messages that people wrote and that are not deleted, by role, ${counted}`,
    labelNames: ['role'],
    registers,
    async collect() {
      const messages = (await countOf(db, 'human_messages_by_role'))?.counts;
      if (messages) for (const role of ['prompter', 'assistant']) this.set({ role }, messages[role] ?? 0);
    },
  });
  new Gauge({
    name: 'oasst_collection_counted_timestamp_seconds',
    help: 'When the collection was counted last; 0 when it was not yet',
    registers,
    async collect() {
      const { at = 0 } = (await countOf(db, 'message_trees_by_state')) ?? {};
      this.set(at / 1_000);
    },
  });
}

async function countOf(db: Db, name: z.infer<typeof CachedStatsNameSchema>) {
  const row = await db
    .selectFrom('backend_cached_stats')
    .select(['stats', 'updated_at'])
    .where('name', '=', name)
    .executeTakeFirst();
  return row && { counts: Counts.parse(JSON.parse(row.stats)), at: row.updated_at };
}
