import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Since when a log channel has what was open when it was chosen; null as long as it has not. Those of old have heard of everything. */
export const caughtUp: Migration = {
  async up(db: Kysely<{ trusted_channels: { caught_up_at: number | null } }>) {
    await db.schema.alterTable('trusted_channels').addColumn('caught_up_at', 'bigint').execute();
    await db.updateTable('trusted_channels').set({ caught_up_at: Date.now() }).execute();
  },
};
