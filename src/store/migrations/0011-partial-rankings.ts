import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Whether a ranking is of all candidates that there were. */
export const partialRankings: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .alterTable('backend_rankings')
      .addColumn('covers', 'text', (column) => column.notNull().defaultTo('all'))
      .execute();
  },
};
