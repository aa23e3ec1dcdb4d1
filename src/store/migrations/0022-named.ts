import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Who agreed to be thanked by name in public. */
export const named: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable('people').addColumn('named_at', 'bigint').execute();
  },
};
