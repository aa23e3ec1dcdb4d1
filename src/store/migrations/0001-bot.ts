import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** The bot's own tables: people, sessions, drafts, outbox, cards. */
export const bot: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('people')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('display_name', 'text', (column) => column.notNull())
      .addColumn('lang', 'text')
      .addColumn('consent_version', 'integer')
      .addColumn('consented_at', 'bigint')
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .execute();

    await db.schema
      .createTable('sessions')
      .addColumn('task_id', 'text', (column) => column.primaryKey())
      .addColumn('person_id', 'text', (column) => column.notNull().references('people.id'))
      .addColumn('type', 'text', (column) => column.notNull())
      .addColumn('requested', 'text', (column) => column.notNull())
      .addColumn('lang', 'text', (column) => column.notNull())
      .addColumn('task', 'text', (column) => column.notNull())
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('message_id', 'text')
      .addColumn('refusal_code', 'integer')
      .addColumn('last_turn', 'text')
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addColumn('expires_at', 'bigint', (column) => column.notNull())
      .addColumn('updated_at', 'bigint', (column) => column.notNull())
      .execute();
    // one open task a person, whatever is clicked on however many processes
    await db.schema
      .createIndex('sessions_one_open')
      .unique()
      .on('sessions')
      .column('person_id')
      .where(sql.ref('state'), '=', sql.lit('open'))
      .execute();
    // two tasks acked with the same id could both not be answered any more
    await db.schema
      .createIndex('sessions_one_message')
      .unique()
      .on('sessions')
      .column('message_id')
      .execute();
    await db.schema
      .createIndex('sessions_by_person')
      .on('sessions')
      .columns(['person_id', 'state'])
      .execute();

    await db.schema
      .createTable('drafts')
      .addColumn('task_id', 'text', (column) => column.primaryKey().references('sessions.task_id'))
      .addColumn('content', 'text', (column) => column.notNull())
      .addColumn('version', 'integer', (column) => column.notNull())
      .addColumn('updated_at', 'bigint', (column) => column.notNull())
      .execute();

    await db.schema
      .createTable('outbox')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('lane', 'text', (column) => column.notNull())
      .addColumn('position', 'integer', (column) => column.notNull())
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('task_id', 'text', (column) => column.notNull())
      .addColumn('body', 'text', (column) => column.notNull())
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('attempts', 'integer', (column) => column.notNull())
      .addColumn('not_before', 'bigint', (column) => column.notNull())
      .addColumn('leased_until', 'bigint', (column) => column.notNull())
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addUniqueConstraint('outbox_order', ['lane', 'position'])
      .execute();
    await db.schema.createIndex('outbox_due').on('outbox').columns(['state', 'not_before']).execute();

    await db.schema
      .createTable('cards')
      .addColumn('task_id', 'text', (column) => column.primaryKey().references('sessions.task_id'))
      .addColumn('token', 'text', (column) => column.notNull())
      .addColumn('message_id', 'text', (column) => column.notNull())
      .addColumn('locale', 'text', (column) => column.notNull())
      .addColumn('valid_until', 'bigint', (column) => column.notNull())
      .execute();
  },
};
