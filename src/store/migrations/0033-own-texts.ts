import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Texts that owners wrote for their collection, every version of them, and how often they asked everybody for consent anew. */
export const ownTexts: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('own_texts')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('lang', 'text', (column) => column.notNull())
      .addColumn('text', 'text', (column) => column.notNull())
      .addColumn('written_by', 'text', (column) => column.notNull())
      .addColumn('written_at', 'bigint', (column) => column.notNull())
      .addColumn('version', 'integer', (column) => column.unique())
      .addColumn('asks_again', 'integer', (column) => column.notNull().defaultTo(0))
      .execute();
    await db.schema
      .createIndex('own_texts_by_kind')
      .on('own_texts')
      .columns(['kind', 'lang', 'version'])
      .execute();
    await db.schema
      .createTable('consent_raises')
      .addColumn('one', 'integer', (column) => column.primaryKey())
      .addColumn('raised', 'integer', (column) => column.notNull())
      .execute();
  },
};
