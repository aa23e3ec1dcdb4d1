import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** What the buttons of an appeal know it by. */
export const appeals: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable('bans').addColumn('appeal_id', 'text').execute();
    await db.schema.createIndex('bans_by_appeal').on('bans').column('appeal_id').execute();
  },
};
