import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** The campaigns that may be done and of which nobody was told yet, found without reading those of all years. */
export const campaignsToTell: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createIndex('backend_campaigns_to_tell')
      .on('backend_campaigns')
      .column('ended_at')
      .where(sql.ref('told'), 'is', null)
      .execute();
  },
};
