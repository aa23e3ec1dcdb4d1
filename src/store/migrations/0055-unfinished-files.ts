import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Where files lie that are being made, wherever that is: what a process that died has left is found again. */
export const unfinishedFiles: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('unfinished_files')
      .addColumn('path', 'text', (column) => column.primaryKey())
      .addColumn('stands_for', 'text')
      .addColumn('host', 'text', (column) => column.notNull())
      .addColumn('pid', 'integer', (column) => column.notNull())
      .addColumn('process_began_at', 'bigint', (column) => column.notNull())
      .addColumn('stopped', 'integer', (column) => column.notNull().defaultTo(0))
      .execute();
  },
};
