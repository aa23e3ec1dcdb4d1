import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Whose account a former identity was of; null where that was merged before this was written down. */
export const formerAccounts: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable('backend_former_identities').addColumn('account_id', 'text').execute();
    await db.schema
      .createIndex('backend_former_identities_by_account')
      .on('backend_former_identities')
      .column('account_id')
      .execute();
  },
};
