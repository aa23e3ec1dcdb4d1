import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Whether somebody's texts and labels go out without being looked over once more: 1 if so. */
export const unreviewed: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .alterTable('people')
      .addColumn('skips_review', 'integer', (column) => column.notNull().defaultTo(0))
      .execute();
  },
};
