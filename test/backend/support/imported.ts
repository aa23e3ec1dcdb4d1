import { defaults } from '../../../src/backend/settings/settings.ts';
import { bringToRest } from '../../../src/backend/trees/trees.ts';
import type { TestBackend } from './standalone.ts';

/** Puts an imported tree into the backlog: a prompt with this many accepted answers. Gives its id. */
export async function waiting({ db }: TestBackend, name: string, answers: number, lang = 'en') {
  const id = (index: number) =>
    `00000000-0000-4000-8000-${name.padStart(8, '0')}${String(index).padStart(4, '0')}`;
  const user = { client: 'import', auth_method: 'system', notes: '', enabled: 1, deleted: 0 };
  await db
    .insertInto('backend_users')
    .values({
      ...user,
      id: id(9_000),
      username: name,
      display_name: name,
      show_on_leaderboard: 0,
      created_at: 0,
      terms_accepted_at: 0,
      last_activity_at: null,
      streak_days: null,
      streak_start_at: null,
    })
    .execute();
  await db
    .insertInto('backend_trees')
    .values({
      id: id(0),
      lang,
      state: 'backlog_ranking',
      goal_size: 0,
      max_depth: 0,
      max_children: 0,
      origin: 'import',
      created_at: 0,
      won_lottery_at: null,
      prompt_votes: 0,
      author_id: id(9_000),
    })
    .execute();
  for (let index = 0; index <= answers; index += 1)
    await db
      .insertInto('backend_messages')
      .values({
        id: id(index),
        tree_id: id(0),
        parent_id: index === 0 ? null : id(0),
        depth: index === 0 ? 0 : 1,
        client: 'import',
        user_id: id(9_000),
        frontend_message_id: `${name}/${index}`,
        task_id: null,
        text: `text ${index}`,
        lang,
        queue: lang,
        is_assistant: index === 0 ? 0 : 1,
        created_at: index,
        review_count: 0,
        review_result: 1,
        deleted: 0,
        deleted_with: null,
        edited: 0,
        synthetic: 1,
        model_name: 'a model',
        ranking_count: 0,
        rank: null,
        child_count: 0,
        wanted: null,
        reserved_until: null,
        reserved_by: null,
      })
      .execute();
  await db.transaction().execute((trx) => bringToRest(trx, id(0), defaults));
  return id(0);
}
