import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** The settings of the embedded backend that owners have chosen while it runs: a row for each change, which is its trail. */
export const chosenSettings: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('backend_settings')
      .addColumn('version', 'integer', (column) => column.primaryKey())
      .addColumn('chosen', 'text', (column) => column.notNull())
      .addColumn('changes', 'text', (column) => column.notNull())
      .addColumn('actor', 'text', (column) => column.notNull())
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .execute();
  },
};
