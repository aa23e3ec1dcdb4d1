import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

type Db = Kysely<unknown>;

/** The embedded backend's tables: people, trees and messages, tasks and every kind of answer. */
export const backend: Migration = {
  async up(db: Db) {
    await people(db);
    await trees(db);
    await tasks(db);
    await opinions(db);
    await summaries(db);
    await moderation(db);
    await standings(db);
    await keys(db);
  },
};

async function people(db: Db) {
  await db.schema
    .createTable('backend_users')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('client', 'text', (column) => column.notNull())
    .addColumn('auth_method', 'text', (column) => column.notNull())
    .addColumn('username', 'text', (column) => column.notNull())
    .addColumn('display_name', 'text', (column) => column.notNull())
    .addColumn('notes', 'text', (column) => column.notNull())
    .addColumn('enabled', 'smallint', (column) => column.notNull())
    .addColumn('deleted', 'smallint', (column) => column.notNull())
    .addColumn('show_on_leaderboard', 'smallint', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('terms_accepted_at', 'bigint')
    .addColumn('last_activity_at', 'bigint')
    .addColumn('streak_days', 'integer')
    .addColumn('streak_start_at', 'bigint')
    .addUniqueConstraint('backend_users_once', ['client', 'auth_method', 'username'])
    .execute();
  await db.schema
    .createIndex('backend_users_by_username')
    .on('backend_users')
    .columns(['username', 'id'])
    .execute();
  await db.schema
    .createIndex('backend_users_by_display_name')
    .on('backend_users')
    .columns(['display_name', 'id'])
    .execute();
}

async function trees(db: Db) {
  await db.schema
    .createTable('backend_languages')
    .addColumn('lang', 'text', (column) => column.primaryKey())
    .execute();

  await db.schema
    .createTable('backend_trees')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('lang', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('goal_size', 'integer', (column) => column.notNull())
    .addColumn('max_depth', 'integer', (column) => column.notNull())
    .addColumn('max_children', 'integer', (column) => column.notNull())
    .addColumn('origin', 'text')
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('won_lottery_at', 'bigint')
    .addColumn('prompt_votes', 'integer', (column) => column.notNull())
    .execute();
  await db.schema
    .createIndex('backend_trees_by_state')
    .on('backend_trees')
    .columns(['lang', 'state'])
    .execute();

  await db.schema
    .createTable('backend_messages')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('tree_id', 'text', (column) => column.notNull().references('backend_trees.id'))
    .addColumn('parent_id', 'text', (column) => column.references('backend_messages.id'))
    .addColumn('depth', 'integer', (column) => column.notNull())
    .addColumn('client', 'text', (column) => column.notNull())
    .addColumn('user_id', 'text', (column) => column.notNull().references('backend_users.id'))
    .addColumn('frontend_message_id', 'text', (column) => column.notNull())
    .addColumn('task_id', 'text')
    .addColumn('text', 'text', (column) => column.notNull())
    .addColumn('lang', 'text', (column) => column.notNull())
    .addColumn('queue', 'text', (column) => column.notNull())
    .addColumn('is_assistant', 'smallint', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('review_count', 'integer', (column) => column.notNull())
    .addColumn('review_result', 'smallint')
    .addColumn('deleted', 'smallint', (column) => column.notNull())
    .addColumn('deleted_with', 'text')
    .addColumn('edited', 'smallint', (column) => column.notNull())
    .addColumn('synthetic', 'smallint', (column) => column.notNull())
    .addColumn('model_name', 'text')
    .addColumn('ranking_count', 'integer', (column) => column.notNull())
    .addColumn('rank', 'integer')
    .addColumn('child_count', 'integer', (column) => column.notNull())
    .addColumn('wanted', 'text')
    .addColumn('reserved_until', 'bigint')
    .addColumn('reserved_by', 'text')
    .addUniqueConstraint('backend_messages_once', ['client', 'frontend_message_id'])
    .execute();
  await db.schema.createIndex('backend_messages_by_tree').on('backend_messages').column('tree_id').execute();
  await db.schema
    .createIndex('backend_messages_by_parent')
    .on('backend_messages')
    .columns(['parent_id', 'user_id'])
    .execute();
  await db.schema
    .createIndex('backend_messages_by_user')
    .on('backend_messages')
    .columns(['user_id', 'created_at'])
    .execute();
  await db.schema
    .createIndex('backend_messages_by_date')
    .on('backend_messages')
    .columns(['created_at', 'id'])
    .execute();
  // nobody answers the same message twice, whatever arrives at once; imported siblings may share an author
  await db.schema
    .createIndex('backend_messages_one_reply')
    .unique()
    .on('backend_messages')
    .columns(['parent_id', 'user_id'])
    .where(sql.ref('task_id'), 'is not', null)
    .execute();
  // the queue of open work: small however many messages there are
  await db.schema
    .createIndex('backend_messages_wanted')
    .on('backend_messages')
    .columns(['queue', 'wanted', 'id'])
    .where(sql.ref('wanted'), 'is not', null)
    .execute();
}

async function tasks(db: Db) {
  await db.schema
    .createTable('backend_tasks')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('client', 'text', (column) => column.notNull())
    .addColumn('user_id', 'text', (column) => column.notNull().references('backend_users.id'))
    .addColumn('type', 'text', (column) => column.notNull())
    .addColumn('lang', 'text', (column) => column.notNull())
    .addColumn('subject_id', 'text')
    .addColumn('payload', 'text', (column) => column.notNull())
    .addColumn('label_mode', 'text')
    .addColumn('collective', 'smallint', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('expires_at', 'bigint', (column) => column.notNull())
    .addColumn('acked_id', 'text')
    .addColumn('done_at', 'bigint')
    .addColumn('skipped_at', 'bigint')
    .addColumn('skip_reason', 'text')
    .addUniqueConstraint('backend_tasks_acked_once', ['client', 'acked_id'])
    .execute();
  await db.schema
    .createIndex('backend_tasks_by_user')
    .on('backend_tasks')
    .columns(['user_id', 'created_at'])
    .execute();
  await db.schema
    .createIndex('backend_tasks_by_subject')
    .on('backend_tasks')
    .columns(['subject_id', 'user_id'])
    .execute();
  await db.schema.createIndex('backend_tasks_by_end').on('backend_tasks').column('done_at').execute();
  await db.schema
    .createIndex('backend_tasks_unfinished')
    .on('backend_tasks')
    .column('expires_at')
    .where(sql.ref('done_at'), 'is', null)
    .execute();
}

async function opinions(db: Db) {
  await db.schema
    .createTable('backend_labels')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('message_id', 'text', (column) => column.notNull().references('backend_messages.id'))
    .addColumn('user_id', 'text', (column) => column.notNull().references('backend_users.id'))
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('task_id', 'text')
    .addColumn('text', 'text', (column) => column.notNull())
    .addColumn('labels', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addUniqueConstraint('backend_labels_once', ['message_id', 'user_id', 'kind'])
    .execute();

  await db.schema
    .createTable('backend_rankings')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('tree_id', 'text', (column) => column.notNull().references('backend_trees.id'))
    .addColumn('parent_id', 'text', (column) => column.notNull().references('backend_messages.id'))
    .addColumn('user_id', 'text', (column) => column.notNull().references('backend_users.id'))
    .addColumn('task_id', 'text', (column) => column.notNull())
    .addColumn('not_rankable', 'smallint', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addUniqueConstraint('backend_rankings_once', ['parent_id', 'user_id'])
    .execute();
  await db.schema
    .createIndex('backend_rankings_by_date')
    .on('backend_rankings')
    .column('created_at')
    .execute();
  await db.schema
    .createTable('backend_places')
    .addColumn('ranking_id', 'text', (column) => column.notNull().references('backend_rankings.id'))
    .addColumn('message_id', 'text', (column) => column.notNull().references('backend_messages.id'))
    .addColumn('place', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('backend_places_key', ['ranking_id', 'message_id'])
    .execute();
  await db.schema
    .createIndex('backend_places_by_message')
    .on('backend_places')
    .column('message_id')
    .execute();

  await db.schema
    .createTable('backend_prompt_votes')
    .addColumn('prompt_id', 'text', (column) => column.notNull().references('backend_messages.id'))
    .addColumn('user_id', 'text', (column) => column.notNull().references('backend_users.id'))
    .addColumn('task_id', 'text', (column) => column.notNull())
    .addColumn('place', 'integer')
    .addColumn('not_rankable', 'smallint', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('backend_prompt_votes_key', ['prompt_id', 'user_id'])
    .execute();

  await db.schema
    .createTable('backend_emojis')
    .addColumn('message_id', 'text', (column) => column.notNull().references('backend_messages.id'))
    .addColumn('user_id', 'text', (column) => column.notNull().references('backend_users.id'))
    .addColumn('emoji', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('backend_emojis_key', ['message_id', 'user_id', 'emoji'])
    .execute();
}

async function summaries(db: Db) {
  await db.schema
    .createTable('backend_stories')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('lang', 'text', (column) => column.notNull())
    .addColumn('text', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('summary_count', 'integer', (column) => column.notNull())
    .execute();
  await db.schema
    .createIndex('backend_stories_open')
    .on('backend_stories')
    .columns(['lang', 'summary_count'])
    .execute();

  await db.schema
    .createTable('backend_summaries')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('story_id', 'text', (column) => column.notNull().references('backend_stories.id'))
    .addColumn('lang', 'text', (column) => column.notNull())
    .addColumn('client', 'text', (column) => column.notNull())
    .addColumn('user_id', 'text', (column) => column.notNull().references('backend_users.id'))
    .addColumn('frontend_message_id', 'text', (column) => column.notNull())
    .addColumn('task_id', 'text')
    .addColumn('text', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('rating_count', 'integer', (column) => column.notNull())
    .addUniqueConstraint('backend_summaries_once', ['story_id', 'user_id'])
    .addUniqueConstraint('backend_summaries_id', ['client', 'frontend_message_id'])
    .execute();
  await db.schema
    .createIndex('backend_summaries_open')
    .on('backend_summaries')
    .columns(['lang', 'rating_count'])
    .execute();
  await db.schema
    .createIndex('backend_summaries_by_user')
    .on('backend_summaries')
    .columns(['user_id', 'created_at'])
    .execute();

  await db.schema
    .createTable('backend_ratings')
    .addColumn('summary_id', 'text', (column) => column.notNull().references('backend_summaries.id'))
    .addColumn('user_id', 'text', (column) => column.notNull().references('backend_users.id'))
    .addColumn('task_id', 'text')
    .addColumn('rating', 'integer', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('backend_ratings_key', ['summary_id', 'user_id'])
    .execute();
}

async function moderation(db: Db) {
  await db.schema
    .createTable('backend_revisions')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('message_id', 'text', (column) => column.notNull().references('backend_messages.id'))
    .addColumn('step', 'integer', (column) => column.notNull())
    .addColumn('user_id', 'text', (column) => column.notNull().references('backend_users.id'))
    .addColumn('text', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addUniqueConstraint('backend_revisions_once', ['message_id', 'step'])
    .execute();

  await db.schema
    .createTable('backend_flags')
    .addColumn('message_id', 'text', (column) => column.primaryKey().references('backend_messages.id'))
    .addColumn('processed', 'smallint', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .execute();
  await db.schema
    .createIndex('backend_flags_by_date')
    .on('backend_flags')
    .columns(['created_at', 'message_id'])
    .execute();
}

async function standings(db: Db) {
  for (const [table, score, details] of [
    ['backend_scores', 'leader_score', 'deeds'],
    ['backend_troll_scores', 'troll_score', 'facts'],
  ] as const) {
    await db.schema
      .createTable(table)
      .addColumn('user_id', 'text', (column) => column.notNull().references('backend_users.id'))
      .addColumn('time_frame', 'text', (column) => column.notNull())
      .addColumn('rank', 'integer')
      .addColumn(score, 'integer', (column) => column.notNull())
      .addColumn(details, 'text', (column) => column.notNull())
      .addColumn('base_at', 'bigint')
      .addColumn('modified_at', 'bigint', (column) => column.notNull())
      .addPrimaryKeyConstraint(`${table}_key`, ['user_id', 'time_frame'])
      .execute();
    await db.schema.createIndex(`${table}_by_rank`).on(table).columns(['time_frame', 'rank']).execute();
  }
  await db.schema
    .createTable('backend_cached_stats')
    .addColumn('name', 'text', (column) => column.primaryKey())
    .addColumn('stats', 'text', (column) => column.notNull())
    .addColumn('updated_at', 'bigint', (column) => column.notNull())
    .execute();
}

async function keys(db: Db) {
  await db.schema
    .createTable('backend_keys')
    .addColumn('digest', 'text', (column) => column.primaryKey())
    .addColumn('client', 'text', (column) => column.notNull())
    .addColumn('trusted', 'smallint', (column) => column.notNull())
    .addColumn('description', 'text', (column) => column.notNull())
    .addColumn('created_at', 'bigint', (column) => column.notNull())
    .addColumn('revoked_at', 'bigint')
    .execute();
}
