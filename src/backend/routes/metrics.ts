import { Gauge, type Registry } from 'prom-client';
import { z } from 'zod';
import { treeStates } from '../../store/backend-tables.ts';
import type { Api } from '../api/endpoint.ts';
import type { Db } from '../context.ts';
import type { CachedStatsName } from '../shapes/stats.ts';

const Counts = z.record(z.string(), z.number());

/** Adds what Prometheus reads, at `/metrics` and for everybody, as the reference has it. */
export function addMetricsRoute({ add, backend }: Api): void {
  const { db, metrics } = backend;
  watchCollection(metrics, db);
  add(
    {
      method: 'get',
      path: '/metrics',
      outside: true,
      tag: 'metrics',
      summary: 'Figures for Prometheus, without anybody’s id or words in them',
      access: 'none',
      media: metrics.contentType,
      answer: z.string(),
    },
    () => metrics.metrics(),
  );
}

/** Shows how large the collection is, as the cached statistics counted it last: a scrape reads a few rows. */
function watchCollection(registry: Registry, db: Db) {
  const registers = [registry];
  new Gauge({
    name: 'oasst_trees',
    help: 'Message trees by state',
    labelNames: ['state'],
    registers,
    async collect() {
      const trees = (await counted(db, 'message_trees_by_state'))?.counts;
      for (const state of treeStates) this.set({ state }, trees?.[state] ?? 0);
    },
  });
  new Gauge({
    name: 'oasst_human_messages',
    help: 'Messages that people wrote and that are not deleted, by role',
    labelNames: ['role'],
    registers,
    async collect() {
      const messages = (await counted(db, 'human_messages_by_role'))?.counts;
      for (const role of ['prompter', 'assistant']) this.set({ role }, messages?.[role] ?? 0);
    },
  });
  new Gauge({
    name: 'oasst_collection_counted_timestamp_seconds',
    help: 'When the collection was counted last; 0 when it was not yet',
    registers,
    async collect() {
      const { at = 0 } = (await counted(db, 'message_trees_by_state')) ?? {};
      this.set(at / 1_000);
    },
  });
}

async function counted(db: Db, name: z.infer<typeof CachedStatsName>) {
  const row = await db
    .selectFrom('backend_cached_stats')
    .select(['stats', 'updated_at'])
    .where('name', '=', name)
    .executeTakeFirst();
  return row && { counts: Counts.parse(JSON.parse(row.stats)), at: row.updated_at };
}
