import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Where commands were registered, so that they can be taken away when they are registered elsewhere. */
export const commandScopes: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('command_scopes')
      .addColumn('scope', 'text', (column) => column.primaryKey())
      .execute();
  },
};
