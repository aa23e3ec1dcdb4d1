import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Stories and summaries by how much they have been given, and among those in an order from which one is found by chance. */
export const openSummaries: Migration = {
  async up(db: Kysely<unknown>) {
    for (const [name, table, count] of indexes) {
      await db.schema.dropIndex(name).execute();
      await db.schema.createIndex(name).on(table).columns(['lang', count, 'id']).execute();
    }
  },
};

const indexes = [
  ['backend_stories_open', 'backend_stories', 'summary_count'],
  ['backend_summaries_open', 'backend_summaries', 'rating_count'],
] as const;
