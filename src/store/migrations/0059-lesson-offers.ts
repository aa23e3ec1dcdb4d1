import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Where somebody was last offered a lesson, so that nothing can be pressed there once they are shown something newer. */
export const lessonOffers: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable('people').addColumn('lesson_offer', 'text').execute();
  },
};
