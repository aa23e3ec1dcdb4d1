import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** What is drawn by chance is found as the next id after a point, or the first few ids, however much is open. */
export const nextOfEach: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createIndex('backend_trees_by_votes')
      .on('backend_trees')
      .columns(['lang', 'state', 'prompt_votes', 'id'])
      .execute();
    await db.schema
      .createIndex('backend_messages_lonely')
      .on('backend_messages')
      .columns(['queue', 'wanted', 'child_count', 'id'])
      .where(sql.ref('wanted'), 'is not', null)
      .where(sql.ref('child_count'), '>', sql.lit(0))
      .execute();
  },
};
