import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Whether a tree has been finished once and was taken up again since: its end is no news any more. */
export const finishedTrees: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .alterTable('backend_trees')
      .addColumn('was_finished', 'integer', (column) => column.notNull().defaultTo(0))
      .execute();
  },
};
