import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Two indexes of tasks hold only those they are asked for, so that handing one out writes two pages less. */
export const rareTasks: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.dropIndex('backend_tasks_by_subject').execute();
    await db.schema
      .createIndex('backend_tasks_skipped')
      .on('backend_tasks')
      .columns(['subject_id', 'user_id'])
      .where(sql.ref('skipped_at'), 'is not', null)
      .execute();
    await db.schema.dropIndex('backend_tasks_by_end').execute();
    await db.schema
      .createIndex('backend_tasks_by_end')
      .on('backend_tasks')
      .columns(['done_at', 'id'])
      .where(sql.ref('done_at'), 'is not', null)
      .execute();
  },
};
