import type { Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

type Servers = { log_channel: string | null; log_chosen_by: string | null; changed_by: string };

/** Who chose the log channel of a server, which is not who changed something else of it last; of those there are, nobody noted it. */
export const logChannels: Migration = {
  async up(db: Kysely<{ servers: Servers }>) {
    await db.schema.alterTable('servers').addColumn('log_chosen_by', 'text').execute();
    await db
      .updateTable('servers')
      .set(({ ref }) => ({ log_chosen_by: ref('changed_by') }))
      .where('log_channel', 'is not', null)
      .execute();
  },
};
