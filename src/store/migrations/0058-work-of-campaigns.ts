import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** What waits in a campaign is found by itself, however much waits in its language: each message says which campaign it is of. */
export const workOfCampaigns: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable('backend_messages').addColumn('campaign_id', 'text').execute();
    await sql`update backend_messages
      set campaign_id = (select campaign_id from backend_trees where backend_trees.id = backend_messages.tree_id)
      where tree_id in (select id from backend_trees where campaign_id is not null)`.execute(db);
    await db.schema
      .createIndex('backend_messages_in_campaign')
      .on('backend_messages')
      .columns(['campaign_id', 'queue', 'wanted', 'id'])
      .where(sql.ref('campaign_id'), 'is not', null)
      .where(sql.ref('wanted'), 'is not', null)
      .execute();
    await db.schema
      .createIndex('backend_messages_lonely_in_campaign')
      .on('backend_messages')
      .columns(['campaign_id', 'queue', 'wanted', 'child_count', 'id'])
      .where(sql.ref('campaign_id'), 'is not', null)
      .where(sql.ref('wanted'), 'is not', null)
      .where(sql.ref('child_count'), '>', sql.lit(0))
      .execute();
    await db.schema
      .createIndex('backend_trees_by_votes_in_campaign')
      .on('backend_trees')
      .columns(['campaign_id', 'lang', 'state', 'prompt_votes', 'id'])
      .where(sql.ref('campaign_id'), 'is not', null)
      .execute();
  },
};
