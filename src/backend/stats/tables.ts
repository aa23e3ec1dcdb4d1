// Times are epoch milliseconds, switches 0 or 1, JSON is text, ids are UUIDs.

/** A statistic that is expensive to count; `stats` is JSON. */
export type BackendCachedStatsTable = { name: string; stats: string; updated_at: number };

declare module '../../store/schema.ts' {
  interface Schema {
    backend_cached_stats: BackendCachedStatsTable;
  }
}
