import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** What the managers of each server have chosen. */
export const servers: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('servers')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('locale', 'text', (column) => column.notNull())
      .addColumn('languages', 'text', (column) => column.notNull())
      .addColumn('kinds', 'text', (column) => column.notNull())
      .addColumn('log_channel', 'text')
      .addColumn('post_channel', 'text')
      .addColumn('weekly', 'integer', (column) => column.notNull())
      .addColumn('summed_up_at', 'bigint')
      .addColumn('changed_by', 'text', (column) => column.notNull())
      .addColumn('changed_at', 'bigint', (column) => column.notNull())
      .execute();
  },
};
