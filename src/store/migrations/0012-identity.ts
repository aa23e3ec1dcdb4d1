import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Which database this is, whatever its file is called; and a place to write to, to see that writing works. */
export const identity: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('store_identity')
      .addColumn('one', 'integer', (column) => column.primaryKey())
      .addColumn('id', 'text', (column) => column.notNull())
      .addColumn('probed_at', 'bigint', (column) => column.notNull())
      .execute();
  },
};
