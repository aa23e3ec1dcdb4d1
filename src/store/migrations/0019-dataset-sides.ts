import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** On which side of a split every tree and story belongs, and what tells that two are nearly the same. */
export const datasetSides: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('dataset_key')
      .addColumn('one', 'integer', (column) => column.primaryKey())
      .addColumn('key', 'text', (column) => column.notNull())
      .execute();
    await db.schema
      .createTable('dataset_groups')
      .addColumn('root', 'text', (column) => column.primaryKey())
      .addColumn('group_root', 'text')
      .execute();
    await db.schema
      .createTable('dataset_bands')
      .addColumn('band', 'text', (column) => column.notNull())
      .addColumn('root', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('dataset_bands_key', ['band', 'root'])
      .execute();
    await db.schema.createIndex('dataset_bands_root').on('dataset_bands').column('root').execute();
  },
};
