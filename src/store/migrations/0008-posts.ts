import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Messages in channels, as their owners want them and as Discord has them. */
export const posts: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('posts')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('channel_id', 'text', (column) => column.notNull())
      .addColumn('payload', 'text', (column) => column.notNull())
      .addColumn('wanted', 'text', (column) => column.notNull())
      .addColumn('when_deleted', 'text', (column) => column.notNull())
      .addColumn('version', 'integer', (column) => column.notNull())
      .addColumn('sent_version', 'integer', (column) => column.notNull())
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('failure', 'text')
      .addColumn('message_id', 'text')
      .addColumn('nonce', 'text', (column) => column.notNull())
      .addColumn('doubt_since', 'bigint')
      .addColumn('doubt_version', 'integer')
      .addColumn('doubt_payload', 'text')
      .addColumn('attempts', 'integer', (column) => column.notNull())
      .addColumn('fence', 'integer', (column) => column.notNull())
      .addColumn('not_before', 'bigint', (column) => column.notNull())
      .addColumn('leased_until', 'bigint', (column) => column.notNull())
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addColumn('updated_at', 'bigint', (column) => column.notNull())
      .execute();
    await db.schema
      .createIndex('posts_waiting')
      .on('posts')
      .column('not_before')
      .where(sql.ref('state'), '=', sql.lit('waiting'))
      .execute();
  },
};
