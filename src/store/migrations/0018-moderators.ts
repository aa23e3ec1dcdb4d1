import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Who looks after the collection besides its owners. */
export const moderators: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('moderators')
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('id', 'text', (column) => column.notNull())
      .addColumn('guild_id', 'text', (column) => column.notNull())
      .addColumn('added_by', 'text', (column) => column.notNull())
      .addColumn('added_at', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('moderators_named', ['kind', 'id'])
      .execute();
  },
};
