import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Campaigns, the conversations and tasks of each, and who works in which. */
export const campaigns: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('backend_campaigns')
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('name', 'text', (column) => column.notNull())
      .addColumn('name_key', 'text', (column) => column.notNull().unique())
      .addColumn('topic', 'text', (column) => column.notNull())
      .addColumn('languages', 'text', (column) => column.notNull())
      .addColumn('mix', 'text')
      .addColumn('goal_of', 'text')
      .addColumn('goal', 'integer')
      .addColumn('opens_at', 'bigint')
      .addColumn('closes_at', 'bigint')
      .addColumn('role_id', 'text')
      .addColumn('role_guild_id', 'text')
      .addColumn('created_at', 'bigint', (column) => column.notNull())
      .addColumn('ended_at', 'bigint')
      .execute();
    for (const table of ['backend_trees', 'backend_tasks'])
      await db.schema
        .alterTable(table)
        .addColumn('campaign_id', 'text', (column) => column.references('backend_campaigns.id'))
        .execute();
    await db.schema.alterTable('people').addColumn('campaign_id', 'text').execute();
    // each campaign has places of its own for trees, and so has what is in none
    await db.schema.dropIndex('backend_trees_by_state').execute();
    await db.schema
      .createIndex('backend_trees_by_state')
      .on('backend_trees')
      .columns(['lang', 'state', 'campaign_id'])
      .execute();
    await db.schema
      .createIndex('backend_trees_by_campaign')
      .on('backend_trees')
      .columns(['campaign_id', 'state'])
      .where(sql.ref('campaign_id'), 'is not', null)
      .execute();
  },
};
