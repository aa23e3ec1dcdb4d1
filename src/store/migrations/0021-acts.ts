import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** What was done to messages, trees and people, by whom, and how it was before. */
export const acts: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('backend_acts')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('act', 'text', (column) => column.notNull())
      .addColumn('actor', 'text', (column) => column.notNull())
      .addColumn('message_id', 'text')
      .addColumn('user_id', 'text')
      .addColumn('reason', 'text', (column) => column.notNull())
      .addColumn('before', 'text', (column) => column.notNull())
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addColumn('undone_at', 'bigint')
      .addColumn('undone_by', 'text')
      .execute();
    for (const column of ['message_id', 'user_id', 'actor']) {
      await db.schema
        .createIndex(`backend_acts_by_${column}`)
        .on('backend_acts')
        .columns([column, 'created_at'])
        .execute();
    }
  },
};
