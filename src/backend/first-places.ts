import type { Db } from './context.ts';

const KEPT_MS = 15 * 60_000;

/** How often each person's messages were ranked first of all, counted anew every 15 minutes at most. */
export type FirstPlaces = {
  /** Counts what was ranked since `since` (epoch ms), by user; who was never first is not there. */
  of(db: Db, since: number): Promise<ReadonlyMap<string, number>>;
};

/** Counts kept in memory: counting takes longer than everything else in a draw, and may be a little late. */
export function createFirstPlaces(now: () => number): FirstPlaces {
  let kept: { until: number; counts: ReadonlyMap<string, number> } | undefined;
  return {
    async of(db, since) {
      if (kept && now() < kept.until) return kept.counts;
      const counts = await count(db, since);
      kept = { until: now() + KEPT_MS, counts };
      return counts;
    },
  };
}

async function count(db: Db, since: number) {
  const recent = db.selectFrom('backend_rankings').select('id').where('created_at', '>=', since);
  const rows = await db
    .selectFrom('backend_places')
    .innerJoin('backend_messages', 'backend_messages.id', 'backend_places.message_id')
    .select(({ fn }) => ['backend_messages.user_id', fn.countAll<number>().as('count')])
    .where('backend_places.ranking_id', 'in', recent) // a join makes SQLite read all places there ever were
    .where('backend_places.place', '=', 0)
    .groupBy('backend_messages.user_id')
    .execute();
  return new Map(rows.map(({ user_id, count: times }) => [user_id, Number(times)]));
}
