import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** What one person did is listed and counted from indexes alone, however much it is. */
export const givenByPerson: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createIndex('backend_tasks_done_by_user')
      .on('backend_tasks')
      .columns(['user_id', 'done_at', 'id', 'type', 'label_mode'])
      .where(sql.ref('done_at'), 'is not', null)
      .execute();
    await db.schema
      .createIndex('backend_messages_kinds_by_user')
      .on('backend_messages')
      .columns(['user_id', 'deleted', 'depth', 'is_assistant', 'review_result'])
      .execute();
  },
};
