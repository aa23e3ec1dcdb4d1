import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Who is to be forgotten along with somebody, because their accounts were made one; and which accounts those were. */
export const peopleAsOne: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable('erasures').addColumn('others', 'text').execute();
    await sql`create index backend_users_merged on backend_users (merged_into) where merged_into is not null`.execute(
      db,
    );
  },
};
