import { expect, onTestFinished, test } from 'vitest';
import { openBackend } from '../../../src/backend/backend.ts';
import type { Settings } from '../../../src/backend/settings/settings.ts';
import { testClock } from '../../support/clock.ts';
import { memoryDatabase } from '../../support/database.ts';
import { KEY, testBackend } from '../support/backend.ts';
import { person } from '../support/person.ts';

const HOUR = 3_600_000;

/** A backend whose jobs are run by a clock that only tests move. */
async function kept(settings: Partial<Settings> = {}) {
  const db = await memoryDatabase();
  const clock = testClock();
  const logged: object[] = [];
  const { app, scheduler } = await openBackend({
    db,
    clock,
    random: () => 0.5,
    keys: [{ key: KEY, client: 'bot', trusted: true }],
    log: { error: (details) => logged.push(details) },
    settings,
  });
  onTestFinished(async () => {
    await scheduler.stop();
    await db.destroy();
  });
  const backend = await testBackend({ db, settings, fetch: async (request) => app.fetch(request) });
  const advance = async (ms: number) => {
    clock.advance(ms);
    await scheduler.idle();
  };
  await scheduler.idle();
  return { backend, scheduler, advance, logged, clock };
}

test('a task that expired is refused as expired until the next clean-up, then as unknown', async () => {
  const { backend, advance } = await kept({ cleanUpMs: 10 * HOUR, taskValidityMs: 5 * HOUR });
  const somebody = person(backend, 'a');
  const { acked } = await somebody.take('initial_prompt');
  await advance(6 * HOUR);
  expect(await somebody.text(acked, 'Too late')).toMatchObject({ status: 400, body: { error_code: 2101 } });
  await advance(5 * HOUR);
  expect(await somebody.text(acked, 'Too late')).toMatchObject({ status: 400, body: { error_code: 2100 } });
});

test('a task that was answered, and one that is collective, outlive the clean-up', async () => {
  const { backend, advance } = await kept({ taskValidityMs: HOUR });
  const somebody = person(backend, 'a');
  const { acked } = await somebody.take('initial_prompt');
  await somebody.text(acked, 'In time');
  const { user } = somebody;
  await backend.call('POST', '/api/v1/tasks/', { body: { type: 'initial_prompt', user, collective: true } });
  await somebody.take('initial_prompt');
  await advance(3 * HOUR);
  expect(await backend.db.selectFrom('backend_tasks').select('id').execute()).toHaveLength(2);
  expect(await somebody.text(acked, 'Again')).toMatchObject({ body: { error_code: 2101 } });
});

test('a prompt that waits for the lottery is stopped within the hour when its author is banned', async () => {
  const { backend, advance } = await kept({ reviewsForPrompt: 1 });
  const author = person(backend, 'author');
  await author.text((await author.take('initial_prompt')).acked, 'Why?', 'prompt');
  await person(backend, 'r').complete('label_initial_prompt');
  const body = { ...author.user, enabled: false };
  await backend.call('POST', '/api/v1/frontend_users/', { body });
  const state = async () => (await backend.call('GET', '/api/v1/frontend_messages/prompt/tree/state')).body;
  expect(await state()).toMatchObject({ state: 'prompt_lottery_waiting' });
  expect((await person(backend, 'b').availability()).assistant_reply).toBe(0); // a banned author is not drawn
  await advance(HOUR);
  expect(await state()).toMatchObject({ state: 'halted_by_moderator' });
});

test('scores of a day are counted every five minutes, those of all time every four hours', async () => {
  const { backend, advance } = await kept();
  await person(backend, 'a').complete('initial_prompt');
  const ranked = async (frame: string) => (await backend.call('GET', `/api/v1/leaderboards/${frame}`)).body;
  expect(await ranked('day')).toMatchObject({ leaderboard: [] });
  await advance(5 * 60_000);
  expect(await ranked('day')).toMatchObject({ leaderboard: [{ username: 'a', prompts: 1, rank: 1 }] });
  expect(await ranked('total')).toMatchObject({ leaderboard: [] });
  await advance(4 * HOUR);
  expect(await ranked('total')).toMatchObject({ leaderboard: [{ username: 'a' }] });
});

test('cached statistics are there after an hour', async () => {
  const { backend, advance } = await kept();
  await person(backend, 'a').complete('initial_prompt');
  expect((await backend.call('GET', '/api/v1/stats/cached')).body).toEqual({ stats_by_name: {} });
  await advance(HOUR);
  expect((await backend.call('GET', '/api/v1/stats/cached/human_messages_by_lang')).body).toMatchObject({
    stats: { en: 1 },
  });
});

test('a start lets trees come to rest by the settings of today', async () => {
  const before = await testBackend({ settings: { reviewsForPrompt: 3 } });
  const author = person(before, 'author');
  await author.text((await author.take('initial_prompt')).acked, 'Why?', 'prompt');
  await before.db.updateTable('backend_messages').set({ review_result: 1 }).execute();
  const { scheduler } = await openBackend({
    db: before.db,
    clock: testClock(),
    random: () => 0.5,
    keys: [],
    log: { error() {} },
  });
  await scheduler.idle();
  await scheduler.stop();
  const { state } = await before.db.selectFrom('backend_trees').select('state').executeTakeFirstOrThrow();
  expect(state).toBe('prompt_lottery_waiting');
});

test('a job that fails is logged without what people wrote, and the others go on', async () => {
  const { backend, advance, logged } = await kept();
  await person(backend, 'a').complete('initial_prompt', 'the secret words');
  await backend.db.schema.dropTable('backend_troll_scores').execute();
  await advance(HOUR);
  await advance(HOUR); // the second count takes away what the first one showed
  expect(logged.length).toBeGreaterThan(0);
  expect(JSON.stringify(logged)).toContain('standings of day');
  expect(JSON.stringify(logged)).not.toContain('secret');
  expect((await backend.call('GET', '/api/v1/stats/cached/users_accepted_tos')).status).toBe(200);
});

test.each([
  ['a day', 24 * HOUR],
  ['a week', 7 * 24 * HOUR],
  ['the time between two runs', 5 * 60_000],
])('after a stall of %s a job runs once, and then when its time has passed again', async (_span, stall) => {
  const everyMs = 5 * 60_000;
  const { backend, advance, logged } = await kept({ cachedStatsEveryMs: everyMs });
  await backend.db.schema.dropTable('backend_cached_stats').execute(); // each run of the job is logged, as it fails
  const runs = () => logged.filter((details) => 'job' in details && details.job === 'statistics').length;
  await advance(stall);
  expect(runs()).toBe(1);
  await advance(everyMs - 1);
  expect(runs()).toBe(1);
  await advance(1);
  expect(runs()).toBe(2);
});

test('after it was stopped nothing is done any more', async () => {
  const { backend, scheduler, clock } = await kept();
  await person(backend, 'a').complete('initial_prompt');
  await scheduler.stop();
  clock.advance(24 * HOUR);
  await scheduler.idle();
  expect(await backend.db.selectFrom('backend_scores').select('user_id').execute()).toEqual([]);
});
