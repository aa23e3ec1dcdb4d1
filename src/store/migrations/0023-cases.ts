import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Reported and removed messages, as moderators decide about them in their log channels. */
export const cases: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('cases')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('message_id', 'text', (column) => column.notNull().unique())
      .addColumn('version', 'integer', (column) => column.notNull())
      .addColumn('stale', 'integer', (column) => column.notNull())
      .addColumn('decision', 'text')
      .addColumn('act_id', 'text')
      .addColumn('decided_by', 'text')
      .addColumn('decided_at', 'bigint')
      .addColumn('undone_by', 'text')
      .addColumn('seen_act', 'text')
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .execute();
    await db.schema
      .createIndex('cases_stale')
      .on('cases')
      .column('created_at')
      .where(sql.ref('stale'), '=', sql.lit(1))
      .execute();
    await db.schema
      .createTable('case_reports')
      .addColumn('message_id', 'text', (column) => column.notNull())
      .addColumn('person_id', 'text', (column) => column.notNull())
      .addColumn('words', 'text', (column) => column.notNull())
      .addColumn('labels', 'text', (column) => column.notNull())
      .addColumn('reported_at', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint('case_reports_by_message', ['message_id', 'person_id'])
      .execute();
    await db.schema
      .createTable('bans')
      .addColumn('person_id', 'text', (column) => column.primaryKey())
      .addColumn('reason', 'text', (column) => column.notNull())
      .addColumn('by', 'text', (column) => column.notNull())
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addColumn('lifted_at', 'bigint')
      .addColumn('appeal', 'text')
      .addColumn('appealed_at', 'bigint')
      .addColumn('answer', 'text')
      .addColumn('answered_by', 'text')
      .addColumn('answered_at', 'bigint')
      .execute();
    await db.schema
      .createTable('trusted_channels')
      .addColumn('server_id', 'text', (column) => column.primaryKey())
      .addColumn('channel_id', 'text', (column) => column.notNull())
      .execute();
    await db.schema
      .createTable('case_feed')
      .addColumn('one', 'integer', (column) => column.primaryKey())
      .addColumn('heard_until', 'bigint', (column) => column.notNull())
      .execute();
  },
};
