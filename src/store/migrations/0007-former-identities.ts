import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** How people were called by their front ends before their accounts were merged into another. */
export const formerIdentities: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('backend_former_identities')
      .addColumn('client', 'text', (column) => column.notNull())
      .addColumn('auth_method', 'text', (column) => column.notNull())
      .addColumn('username', 'text', (column) => column.notNull())
      .addColumn('user_id', 'text', (column) => column.notNull().references('backend_users.id'))
      .addPrimaryKeyConstraint('backend_former_identities_key', ['client', 'auth_method', 'username'])
      .execute();
    await db.schema
      .createIndex('backend_former_identities_by_user')
      .on('backend_former_identities')
      .column('user_id')
      .execute();
  },
};
