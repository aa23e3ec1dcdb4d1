import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Wishes to be forgotten that are not fulfilled yet. */
export const erasures: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('erasures')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('person_id', 'text', (column) => column.unique())
      .addColumn('mode', 'text', (column) => column.notNull())
      .addColumn('step', 'text', (column) => column.notNull())
      .addColumn('texts', 'text')
      .addColumn('attempts', 'integer', (column) => column.notNull())
      .addColumn('not_before', 'bigint', (column) => column.notNull())
      .addColumn('leased_until', 'bigint', (column) => column.notNull())
      .addColumn('requested_at', 'bigint', (column) => column.notNull())
      .execute();
  },
};
