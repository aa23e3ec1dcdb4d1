import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

const ALL = 'prompt user assistant rank label summarize rate ';

/** Which lessons people have had; whoever has given an answer before there were any needs none. */
export const lessons: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .alterTable('people')
      .addColumn('lessons', 'text', (column) => column.notNull().defaultTo(''))
      .execute();
    await sql`
      update people set lessons = ${ALL}
      where forgotten_answers is null or forgotten_answers > 0 or exists (
        select 1 from sessions where sessions.person_id = people.id and sessions.state in ('sending', 'done')
      )
    `.execute(db);
  },
};
