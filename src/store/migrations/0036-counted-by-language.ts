import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** How many messages there are in each language, without reading their texts. */
export const countedByLanguage: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createIndex('backend_messages_by_language')
      .on('backend_messages')
      .columns(['lang', 'deleted'])
      .execute();
  },
};
