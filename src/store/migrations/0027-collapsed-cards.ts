import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Whether a card has become one line because its person has gone on to another task: 1 if so. */
export const collapsedCards: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .alterTable('cards')
      .addColumn('collapsed', 'integer', (column) => column.notNull().defaultTo(0))
      .execute();
  },
};
