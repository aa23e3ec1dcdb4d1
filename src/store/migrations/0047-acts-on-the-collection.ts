import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Acts on campaigns and settings, how what was changed is after each, and all acts by when they were done. */
export const actsOnTheCollection: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable('backend_acts').addColumn('campaign_id', 'text').execute();
    await db.schema
      .alterTable('backend_acts')
      .addColumn('after', 'text', (column) => column.notNull().defaultTo('{}'))
      .execute();
    await db.schema
      .createIndex('backend_acts_by_time')
      .on('backend_acts')
      .columns(['created_at', 'id'])
      .execute();
  },
};
