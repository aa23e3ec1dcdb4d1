import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** What the author of a message was warned of before they sent it. */
export const secondLook: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable('backend_messages').addColumn('second_look', 'text').execute();
  },
};
