import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Into whose account somebody's was merged, so that calls about the old one can say so. */
export const mergedInto: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable('backend_users').addColumn('merged_into', 'text').execute();
  },
};
