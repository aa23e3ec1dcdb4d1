import { Kysely } from 'kysely';
import { describe, expect, onTestFinished, test } from 'vitest';
import { contributionsOf } from '../../../src/backend/contributions/list.ts';
import { pointsOf } from '../../../src/backend/contributions/points.ts';
import { defaults, type Settings } from '../../../src/backend/settings/settings.ts';
import { migrate } from '../../../src/store/migrate.ts';
import { migrations } from '../../../src/store/migrations/index.ts';
import type { Schema } from '../../../src/store/schema.ts';
import { NodeSqliteDialect, openSqliteFile } from '../../../src/store/sqlite.ts';
import { databases } from '../../support/database.ts';
import { inShort, statementsOf } from '../../support/statements.ts';
import { OTHER_KEY, testBackend } from '../support/backend.ts';
import { person } from '../support/person.ts';
import { prompt, reply, review, small, told } from './gifts.ts';

test('what became of a text is told from waiting to the finished dataset', async () => {
  const backend = await testBackend({ settings: small });
  const id = await prompt(backend, 'ada');
  const fate = async (of = 'ada', which = id) => (await told(backend, of).one(which))?.fate;
  expect(await fate()).toEqual({ is: 'waiting', reviews: 0, needed: 1 });
  await review(backend, 'ben', 'label_initial_prompt', {});
  const accepted = { is: 'accepted', replies: 0, place: null, finished: false };
  expect(await fate()).toEqual(accepted);
  await person(backend, 'cem').availability(); // the lottery lets it grow
  const [first, second] = [await reply(backend, 'dia'), await reply(backend, 'eli')];
  expect(await fate()).toEqual({ ...accepted, replies: 2 });
  await review(backend, 'fay', 'label_assistant_reply', {});
  const [waiting] = [await fate('dia', first), await fate('eli', second)].filter(
    (one) => one?.is === 'waiting' && one.reviews === 1,
  );
  expect(waiting).toEqual({ is: 'waiting', reviews: 1, needed: 2 });
  for (const who of ['fay', 'gus', 'gus']) await review(backend, who, 'label_assistant_reply', {});
  await person(backend, 'hua').complete('rank_assistant_replies');
  const places = [await fate('dia', first), await fate('eli', second)].map((one) =>
    one?.is === 'accepted' ? [one.place, one.finished] : one,
  );
  expect(places).toEqual(
    expect.arrayContaining([
      [{ place: 1, of: 2 }, true],
      [{ place: 2, of: 2 }, true],
    ]),
  );
  expect(await fate()).toEqual({ ...accepted, replies: 2, finished: true });
});

test('a refused text is told with what its reviewers found, the most often named first', async () => {
  const backend = await testBackend({ settings: { ...small, reviewsForPrompt: 3 } });
  const id = await prompt(backend, 'ada');
  await review(backend, 'ben', 'label_initial_prompt', { spam: 1, pii: 1 });
  await review(backend, 'cem', 'label_initial_prompt', { spam: 1, lang_mismatch: 1 });
  await review(backend, 'dia', 'label_initial_prompt', { spam: 0, lang_mismatch: 0.5, quality: 1 });
  expect((await told(backend, 'ada').one(id))?.fate).toEqual({
    is: 'refused',
    found: [
      { label: 'spam', votes: 2, of: 3 },
      { label: 'lang_mismatch', votes: 1, of: 3 },
      { label: 'pii', votes: 1, of: 3 },
    ],
  });
});

test('texts come in pages, the newest first, summaries among them, and nobody else’s', async () => {
  const backend = await testBackend({ samples: true });
  await prompt(backend, 'ada', 'The first one?');
  backend.clock.now += 1_000;
  await person(backend, 'ada').complete('summarize_story', 'It is about a story.');
  backend.clock.now += 1_000;
  await prompt(backend, 'ada', 'The third one?');
  await prompt(backend, 'ben', 'Not hers?');
  const { page } = told(backend, 'ada');
  const all = await page();
  expect(all.total).toBe(3);
  expect(all.items.map((item) => ('text' in item ? item.text : item.type))).toEqual([
    'The third one?',
    'It is about a story.',
    'The first one?',
  ]);
  expect(all.items[1]).toMatchObject({
    type: 'summarize_story',
    fate: { is: 'rated', ratings: 0, mean: null },
  });
  const second = await page('?offset=1&most=1');
  expect(second).toEqual({ total: 3, items: [all.items[1]] });
  expect(await page('?offset=7&most=1')).toEqual({ total: 3, items: [] });
  expect(await told(backend, 'nobody').page()).toEqual({ total: 0, items: [] });
  expect(await told(backend, 'ben').one(all.items[0]?.id ?? '')).toBeNull();
  const { status } = await backend.call('GET', '/api/v1/extensions/contributions/discord/ada', {
    key: OTHER_KEY,
  });
  expect(status).toBe(403);
});

test('a rating of a summary is told as a mean', async () => {
  const backend = await testBackend({ samples: true });
  await person(backend, 'ada').complete('summarize_story', 'It is about a story.');
  const [own] = (await told(backend, 'ada').page()).items;
  const { db } = backend;
  for (const [index, rating] of [2, 5].entries()) {
    await person(backend, `rater${index}`).availability();
    const user = await db
      .selectFrom('backend_users')
      .select('id')
      .where('username', '=', `rater${index}`)
      .executeTakeFirstOrThrow();
    const values = { summary_id: own?.id ?? '', user_id: user.id, task_id: null, rating, created_at: 1 };
    await db.insertInto('backend_ratings').values(values).execute();
  }
  expect(await told(backend, 'ada').one(own?.id ?? '')).toMatchObject({
    fate: { is: 'rated', ratings: 2, mean: 3.5 },
    changeable: 'judged',
  });
});

test('points are told line by line, and their sum is the leaderboard’s score', async () => {
  const backend = await testBackend({ settings: { ...small, points: { ...defaults.points, prompts: 0.4 } } });
  for (const text of ['One?!', 'Two?!', 'Three?']) await prompt(backend, 'ada', text);
  for (let times = 0; times < 3; times += 1) await review(backend, 'ben', 'label_initial_prompt', {});
  await person(backend, 'cem').availability();
  for (const who of ['dia', 'eli']) await reply(backend, who);
  for (const who of ['ada', 'fay']) {
    for (let times = 0; times < 2; times += 1) await review(backend, who, 'label_assistant_reply', {});
  }
  await person(backend, 'ben').complete('rank_assistant_replies');
  await backend.call('POST', '/api/v1/leaderboards/update/total');
  const board = await backend.call('GET', '/api/v1/leaderboards/total');
  const rows = (board.body as { leaderboard: { username: string; leader_score: number; level: number }[] })
    .leaderboard;
  expect(rows.length).toBeGreaterThan(4);
  for (const { username, leader_score, level } of rows) {
    const { lines, ...points } = await told(backend, username).points();
    expect({ username, ...points }).toMatchObject({ username, score: leader_score, level });
    expect(lines.reduce((sum, line) => sum + line.points, 0)).toBe(leader_score);
    for (const { count, each, points: worth } of lines) expect(worth).toBe(Math.floor(count * each + 1e-9));
  }
  const ada = await told(backend, 'ada').points();
  expect(ada.lines[0]).toEqual({ deed: 'prompts', count: 3, each: 0.4, points: 1 });
  expect(ada.next_level_at).toBe(ada.score < 4 ? 4 : 9);
  expect((await told(backend, 'nobody').points()).lines).toEqual([]);
});

test('days in a row are told while the run lasts', async () => {
  const backend = await testBackend();
  expect((await told(backend, 'ada').points()).streak_days).toBeNull();
  await prompt(backend, 'ada');
  const days = async () => (await told(backend, 'ada').points()).streak_days;
  expect(await days()).toBe(0);
  backend.clock.now += 24 * 3_600_000;
  await prompt(backend, 'ada');
  expect(await days()).toBe(1);
  backend.clock.now += 37 * 3_600_000;
  expect(await days()).toBeNull();
});

test('every statement behind it finds its rows by an index', async () => {
  const file = await openSqliteFile(':memory:');
  const statements = new Set<string>();
  const db = new Kysely<Schema>({
    dialect: new NodeSqliteDialect(file),
    log: ({ query }) => void statements.add(query.sql),
  });
  onTestFinished(() => db.destroy());
  await migrate(db, migrations);
  const backend = await testBackend({ db, samples: true });
  const id = await prompt(backend, 'ada');
  await person(backend, 'ada').complete('summarize_story', 'It is about a story.');
  await db.updateTable('backend_messages').set({ review_result: 0 }).where('id', '=', id).execute();
  const user = await db
    .selectFrom('backend_users')
    .selectAll()
    .where('username', '=', 'ada')
    .executeTakeFirstOrThrow();
  statements.clear();
  const parts = { db, now: () => backend.clock.now, settings: defaults };
  expect((await contributionsOf(parts, user.id, { offset: 0, most: 5 })).items).toHaveLength(2);
  expect(statements.size).toBe(5);
  await pointsOf(parts, user);
  expect(statements.size).toBe(8);
  for (const sql of statements) {
    const steps = file
      .prepare(`explain query plan ${sql}`)
      .all()
      .map(({ detail }) => String(detail));
    expect({
      sql,
      scans: steps.filter((step) => /^SCAN (?!given|newest_|CONSTANT ROW|\()/.test(step)),
    }).toEqual({ sql, scans: [] });
  }
});

describe.each(databases)('a judgment, on $name,', ({ open }) => {
  async function world(settings: Partial<Settings> = {}) {
    const backend = await testBackend({
      db: await open(),
      settings: { ...small, summaries: true, ...settings },
    });
    const newest = async (who: string) => (await told(backend, who).page()).items[0];
    return { backend, newest };
  }

  test('of a text tells what became of that, and nothing of one that was taken out', async () => {
    const { backend, newest } = await world();
    const id = await prompt(backend, 'ada', 'What is bread?');
    backend.clock.now += 1;
    await review(backend, 'ben', 'label_initial_prompt', {});
    expect(await newest('ben')).toMatchObject({
      type: 'label_initial_prompt',
      about: 'What is bread?',
      outcome: { is: 'accepted' },
    });
    const { total } = await told(backend, 'ben').page();
    expect(total).toBe(1);
    await backend.db.updateTable('backend_messages').set({ deleted: 1 }).where('id', '=', id).execute();
    expect(await newest('ben')).toMatchObject({ about: '', outcome: { is: 'gone' } });
  });

  test('of replies tells how many rankings there are, and then where the first choice came in', async () => {
    const { backend, newest } = await world();
    await prompt(backend, 'ada', 'What is bread?');
    await review(backend, 'ben', 'label_initial_prompt', {});
    await person(backend, 'ada').availability(); // the lottery draws the prompt
    for (const writer of ['cem', 'dora']) {
      await reply(backend, writer);
      for (const reviewer of ['ben', 'eve']) await review(backend, reviewer, 'label_assistant_reply', {});
    }
    const judge = person(backend, 'fay');
    const task = await judge.take('rank_assistant_replies');
    backend.clock.now += 1;
    await judge.ranking(task.acked, [1, 0]);
    expect(await newest('fay')).toMatchObject({
      type: 'rank_assistant_replies',
      about: 'What is bread?',
      outcome: { is: 'ranked', rankings: 1, needed: 1, place: { place: 1, of: 2 } },
    });
  });

  test('of prompts tells how far the conversation of the first choice is, until it is taken out', async () => {
    const { backend, newest } = await world({
      rankInitialPrompts: true,
      rankingsNeeded: 2,
      maxActiveTrees: 0,
    });
    const ids = [
      await prompt(backend, 'ada', 'What is bread?'),
      await prompt(backend, 'eve', 'What is rye?'),
    ];
    for (const _ of ids) await review(backend, 'ben', 'label_initial_prompt', {});
    const judge = person(backend, 'fay');
    const task = await judge.take('rank_initial_prompts');
    backend.clock.now += 1;
    await judge.ranking(task.acked, [1, 0]);
    const about = task.prompt_messages[1]?.text ?? '';
    const compared = { is: 'compared', rankings: 1, needed: 2 };
    const judged = { type: 'rank_initial_prompts', about };
    expect(await newest('fay')).toMatchObject({
      ...judged,
      outcome: { ...compared, conversation: 'waiting' },
    });
    const tree = backend.db.updateTable('backend_trees').where('id', 'in', ids);
    await tree.set({ state: 'growing' }).execute();
    expect(await newest('fay')).toMatchObject({
      ...judged,
      outcome: { ...compared, conversation: 'growing' },
    });
    await tree.set({ state: 'ready_for_export' }).execute();
    expect(await newest('fay')).toMatchObject({
      ...told,
      outcome: { ...compared, conversation: 'finished' },
    });
    await tree.set({ state: 'halted_by_moderator' }).execute();
    expect(await newest('fay')).toMatchObject({ about: '', outcome: { is: 'gone' } });
    await backend.db.updateTable('backend_prompt_votes').set({ not_rankable: 1 }).execute();
    expect(await newest('fay')).toMatchObject({ about: '', outcome: { is: 'counted' } });
  });

  test('of a summary tells the own rating and the mean', async () => {
    const { backend, newest } = await world();
    const story = { id: '00000000-0000-4000-8000-000000000001', lang: 'en', text: 'Once.', created_at: 0 };
    await backend.db
      .insertInto('backend_stories')
      .values({ ...story, summary_count: 0 })
      .execute();
    await person(backend, 'ada').complete('summarize_story', 'It is about a story.');
    for (const [who, rating] of [
      ['ben', 2],
      ['cem', 5],
    ] as const) {
      const judge = person(backend, who);
      backend.clock.now += 1;
      await judge.rating((await judge.take('rate_summary')).acked, rating);
    }
    expect(await newest('ben')).toMatchObject({
      type: 'rate_summary',
      about: 'It is about a story.',
      outcome: { is: 'rated', own: 2, ratings: 2, mean: 3.5 },
    });
  });
});

test('a page of what somebody gave costs five statements, and their points four, however much it is', async () => {
  const backend = await testBackend({ settings: small });
  await prompt(backend, 'ben', 'What is rye?');
  await prompt(backend, 'ada', 'What is bread?');
  backend.clock.now += 1;
  await review(backend, 'ben', 'label_initial_prompt', {});
  const cost = async (act: () => Promise<unknown>) => inShort(await statementsOf(act));
  const { page, points } = told(backend, 'ben');
  expect(await cost(() => page())).toEqual([
    'select backend_users', // who they are
    'select backend_messages', // which entries, of all kinds
    'select backend_messages', // the texts among them
    'select backend_rankings', // the judgments among them, with rankings and ratings
    'select backend_messages', // how many there are
  ]);
  expect(await cost(points)).toEqual([
    'select backend_users',
    'select backend_messages',
    'select backend_tasks',
    'select backend_messages', // and places
  ]);
});
