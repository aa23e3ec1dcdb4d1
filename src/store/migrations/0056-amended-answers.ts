import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Whether an answer that came back was changed since, so that its refusal is not said of other words. */
export const amendedAnswers: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .alterTable('sessions')
      .addColumn('amended', 'integer', (column) => column.notNull().defaultTo(0))
      .execute();
  },
};
