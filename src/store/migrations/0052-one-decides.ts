import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Until when somebody is carrying out what they decided about a case. */
export const oneDecides: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable('cases').addColumn('deciding_until', 'bigint').execute();
  },
};
