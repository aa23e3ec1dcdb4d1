import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** What single people said of an imported message by labels, for what came with it. */
export const importedJudgements: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable('backend_imported').addColumn('judgements', 'text').execute();
  },
};
