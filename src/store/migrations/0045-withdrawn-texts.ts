import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Which deleted messages their authors took back themselves: they are told apart from what moderators and rules removed. */
export const withdrawnTexts: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .alterTable('backend_messages')
      .addColumn('withdrawn', 'integer', (column) => column.notNull().defaultTo(0))
      .execute();
  },
};
