import { type Kysely, PostgresAdapter, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * What people have taken of what everybody has a share of, where many processes serve them. It is full again minutes later and
 * need not outlive a crash, so PostgreSQL writes no log of it.
 */
export const quotas: Migration = {
  async up(db: Kysely<unknown>) {
    const kind = db.getExecutor().adapter instanceof PostgresAdapter ? sql`unlogged table` : sql`table`;
    await sql`create ${kind} quotas (
      kind text not null, person_id text not null, full_from bigint not null, primary key (person_id, kind)
    )`.execute(db);
  },
};
