import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * The index for expired tasks, in their order. It asks for `coalesce(done_at, 0) = 0`, because SQLite took the index of
 * `done_at` for `done_at is null`, and read all unfinished tasks there are.
 */
export const unfinishedTasks: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.dropIndex('backend_tasks_unfinished').execute();
    await db.schema
      .createIndex('backend_tasks_unfinished')
      .on('backend_tasks')
      .columns(['expires_at', 'id'])
      .where(sql`coalesce(done_at, 0)`, '=', sql.lit(0))
      .execute();
  },
};
