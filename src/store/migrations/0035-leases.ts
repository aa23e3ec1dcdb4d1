import { type Kysely, PostgresAdapter, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * What one of many processes does alone, and the interactions that one of them has taken. Those are remembered for minutes and
 * need not outlive a crash, so PostgreSQL writes no log of them.
 */
export const leases: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('leases')
      .addColumn('name', 'text', (column) => column.primaryKey())
      .addColumn('owner', 'text', (column) => column.notNull())
      .addColumn('fence', 'bigint', (column) => column.notNull())
      .addColumn('leased_until', 'bigint', (column) => column.notNull())
      .execute();
    const kind = db.getExecutor().adapter instanceof PostgresAdapter ? sql`unlogged table` : sql`table`;
    await sql`create ${kind} taken_interactions (id bigint primary key)`.execute(db);
  },
};
