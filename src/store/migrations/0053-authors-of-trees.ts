import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Who wrote a tree's prompt, beside its state: the lottery reads how many prompts each author has waiting from the index alone. */
export const authorsOfTrees: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable('backend_trees').addColumn('author_id', 'text').execute();
    await sql`update backend_trees
      set author_id = (select user_id from backend_messages where backend_messages.id = backend_trees.id)`.execute(
      db,
    );
    await db.schema.dropIndex('backend_trees_by_state').execute();
    await db.schema
      .createIndex('backend_trees_by_state')
      .on('backend_trees')
      .columns(['lang', 'state', 'campaign_id', 'author_id'])
      .execute();
  },
};
