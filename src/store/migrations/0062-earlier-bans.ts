import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** The bans that a later one stands in the place of, with what was said to them: they hold again once that is undone. */
export const earlierBans: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable('bans').addColumn('act_id', 'text').execute();
    await db.schema
      .createTable('earlier_bans')
      .addColumn('person_id', 'text', (column) => column.notNull())
      .addColumn('place', 'integer', (column) => column.notNull())
      .addColumn('reason', 'text', (column) => column.notNull())
      .addColumn('by', 'text', (column) => column.notNull())
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addColumn('lifted_at', 'bigint')
      .addColumn('appeal', 'text')
      .addColumn('appealed_at', 'bigint')
      .addColumn('answer', 'text')
      .addColumn('answered_by', 'text')
      .addColumn('answered_at', 'bigint')
      .addColumn('appeal_id', 'text')
      .addColumn('act_id', 'text')
      .addPrimaryKeyConstraint('earlier_bans_by_person', ['person_id', 'place'])
      .execute();
  },
};
