import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

const tables = ['labels', 'rankings', 'prompt_votes', 'ratings', 'emojis', 'revisions', 'scores'] as const;

/** What somebody did is found by who did it: counting, handing out and erasing it read no longer what all others did. */
export const byPerson: Migration = {
  async up(db: Kysely<unknown>) {
    for (const table of tables)
      await db.schema
        .createIndex(`backend_${table}_by_user`)
        .on(`backend_${table}`)
        .column('user_id')
        .execute();
  },
};
