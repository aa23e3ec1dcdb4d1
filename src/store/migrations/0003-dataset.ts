import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** What the dataset's export and import need besides the backend's own tables. */
export const dataset: Migration = {
  async up(db: Kysely<unknown>) {
    // what imported messages brought along: labels, emojis and events of people we do not have
    await db.schema
      .createTable('backend_imported')
      .addColumn('message_id', 'text', (column) => column.primaryKey().references('backend_messages.id'))
      .addColumn('tree_name', 'text')
      .addColumn('labels', 'text')
      .addColumn('emojis', 'text')
      .addColumn('events', 'text')
      .addColumn('detoxify', 'text')
      .execute();
    // an export goes through the prompts in the order of their age
    await db.schema
      .createIndex('backend_messages_prompts')
      .on('backend_messages')
      .columns(['created_at', 'id'])
      .where(sql.ref('parent_id'), 'is', null)
      .execute();
  },
};
