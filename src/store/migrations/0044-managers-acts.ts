import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** What managers did beyond moderation: by whom, when, and how it was before. */
export const managersActs: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('acts')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('act', 'text', (column) => column.notNull())
      .addColumn('actor', 'text', (column) => column.notNull())
      .addColumn('person_id', 'text')
      .addColumn('subject', 'text', (column) => column.notNull())
      .addColumn('before', 'text', (column) => column.notNull())
      .addColumn('after', 'text', (column) => column.notNull())
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .execute();
    await db.schema.createIndex('acts_by_time').on('acts').columns(['created_at', 'id']).execute();
    for (const column of ['actor', 'person_id'])
      await db.schema.createIndex(`acts_by_${column}`).on('acts').column(column).execute();
  },
};
