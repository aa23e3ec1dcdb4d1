import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Where moderators have a reported message before them that they have looked up themselves. */
export const caseCards: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('case_cards')
      .addColumn('message_id', 'text', (column) => column.primaryKey())
      .addColumn('case_id', 'text', (column) => column.notNull())
      .addColumn('person_id', 'text', (column) => column.notNull())
      .addColumn('token', 'text', (column) => column.notNull())
      .addColumn('locale', 'text', (column) => column.notNull())
      .addColumn('valid_until', 'bigint', (column) => column.notNull())
      .execute();
    await db.schema.createIndex('case_cards_by_case').on('case_cards').column('case_id').execute();
  },
};
