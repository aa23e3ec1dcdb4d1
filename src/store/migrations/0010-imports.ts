import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** What an imported message had besides the fields of the form, and how it stood in its file. */
export const imports: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable('backend_imported').addColumn('meta', 'text').execute();
    await db.schema.alterTable('backend_imported').addColumn('tree_meta', 'text').execute();
    await db.schema
      .alterTable('backend_imported')
      .addColumn('undated', 'smallint', (column) => column.notNull().defaultTo(0))
      .execute();
    await db.schema.alterTable('backend_imported').addColumn('position', 'integer').execute();
  },
};
