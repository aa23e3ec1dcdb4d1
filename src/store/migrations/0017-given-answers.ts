import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Sessions used to be forgotten after so long without being counted. */
const FORGOTTEN_AFTER_MS = 30 * 24 * 60 * 60_000;

/** How many answers each person has given, counted without reading them; unknown of those whose first ones are forgotten. */
export const givenAnswers: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .alterTable('people')
      .addColumn('forgotten_answers', 'integer', (column) => column.defaultTo(0))
      .execute();
    const before = Date.now() - FORGOTTEN_AFTER_MS;
    await sql`update people set forgotten_answers = null where created_at < ${before}`.execute(db);
    await db.schema.dropIndex('sessions_by_person').execute();
    await db.schema
      .createIndex('sessions_by_person')
      .on('sessions')
      .columns(['person_id', 'state', 'updated_at', 'task_id'])
      .execute();
  },
};
