import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Why owners' programs were told that a campaign is done; null as long as it is not. */
export const toldCampaigns: Migration = {
  async up(db: Kysely<{ backend_campaigns: { told: string | null; ended_at: number | null } }>) {
    await db.schema.alterTable('backend_campaigns').addColumn('told', 'text').execute();
    await db
      .updateTable('backend_campaigns')
      .set({ told: 'owner' })
      .where('ended_at', 'is not', null)
      .execute();
  },
};
