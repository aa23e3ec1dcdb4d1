import { expect, test } from 'vitest';
import type { Settings } from '../../src/backend/settings.ts';
import type { TreeState } from '../../src/store/backend-tables.ts';
import { type TestBackend, testBackend } from './support/backend.ts';
import { person } from './support/person.ts';

/** An imported tree that waits: a prompt with this many accepted answers. */
async function waiting({ db }: TestBackend, name: string, answers: number, lang = 'en') {
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
  return id(0);
}

/** Brings a tree to its end: a prompt that its only reviewer refuses. */
async function endOne(backend: TestBackend, lang = 'en') {
  const author = person(backend, 'author', lang);
  await author.complete('initial_prompt');
  const reviewer = person(backend, 'reviewer', lang);
  const task = await reviewer.take('label_initial_prompt');
  await reviewer.labels(task.id, task.message_id, { spam: 1 });
}

async function statesOf({ db }: TestBackend, ids: readonly string[]): Promise<(TreeState | undefined)[]> {
  const rows = await db.selectFrom('backend_trees').select(['id', 'state']).execute();
  return ids.map((id) => rows.find((row) => row.id === id)?.state);
}

const backendWith = (settings: Partial<Settings>) =>
  testBackend({ settings: { reviewsForPrompt: 1, ...settings } });

test('the end of a tree opens one of the backlog of its language, if chance will have it', async () => {
  const backend = await backendWith({ backlogChance: 1 });
  const trees = [
    await waiting(backend, '1', 2),
    await waiting(backend, '2', 2),
    await waiting(backend, '3', 2, 'de'),
  ];
  await endOne(backend);
  const states = await statesOf(backend, trees);
  expect(states.filter((state) => state === 'ranking')).toHaveLength(1);
  expect(states[2]).toBe('backlog_ranking');
  expect((await person(backend, 'a').availability()).rank_assistant_replies).toBe(1);
});

test('without that chance it stays closed', async () => {
  const backend = await backendWith({ backlogChance: 0 });
  const trees = [await waiting(backend, '1', 2)];
  await endOne(backend);
  expect(await statesOf(backend, trees)).toEqual(['backlog_ranking']);
});

test('a tree with nothing to rank is aborted, and the next takes its place', async () => {
  const backend = await backendWith({ backlogChance: 1 });
  const trees = [await waiting(backend, '1', 1), await waiting(backend, '2', 0)];
  await endOne(backend);
  expect(await statesOf(backend, trees)).toEqual(['aborted_low_grade', 'aborted_low_grade']);
});

test('while fewer sets are to be ranked than are wanted, the end of a tree always opens one', async () => {
  const backend = await backendWith({ backlogChance: 0, minActiveRankings: 1 });
  const trees = [await waiting(backend, '1', 2), await waiting(backend, '2', 2)];
  await endOne(backend);
  await endOne(backend);
  expect((await statesOf(backend, trees)).filter((state) => state === 'ranking')).toHaveLength(1);
});

test('an opened tree is ranked to its end, whoever wrote it', async () => {
  const backend = await backendWith({ backlogChance: 1, rankingsNeeded: 1 });
  const trees = [await waiting(backend, '1', 3)];
  await endOne(backend);
  const task = await person(backend, 'a').complete('rank_assistant_replies');
  expect(task).toMatchObject({ reveal_synthetic: true });
  expect(await statesOf(backend, trees)).toEqual(['ready_for_export']);
});
