import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { openBackend } from '../../../src/backend/backend.ts';
import type { Db } from '../../../src/backend/db.ts';
import type { Group } from '../../../src/backend/settings/groups.ts';
import { liveSettings } from '../../../src/backend/settings/live.ts';
import { managed } from '../../../src/backend/settings/managed.ts';
import { defaults, type Settings } from '../../../src/backend/settings/settings.ts';
import { numberOrSwitch } from '../../../src/backend/tuning/list.ts';
import { rulesNow } from '../../../src/dataset/import/rules-of-place.ts';
import type { KnownSettings, SettingsOutcome, WeighedSettings } from '../../../src/oasst/settings.ts';
import { testClock } from '../../support/clock.ts';
import { databases } from '../../support/database.ts';
import { KEY, OTHER_KEY, testBackend } from '../support/backend.ts';
import { person } from '../support/person.ts';

const moderator = { id: '1', display_name: 'Olga', auth_method: 'discord' };
const path = '/api/v1/extensions/settings';

/** A process that runs a backend on a database. */
async function processOn(db: Db, settings: Partial<Settings> = {}, fixed: Group = {}) {
  const clock = testClock();
  const logged: object[] = [];
  const keys = [
    { key: KEY, client: 'bot', trusted: true },
    { key: OTHER_KEY, client: 'other', trusted: false },
  ];
  const log = { error: (details: object) => logged.push(details) };
  const { app, scheduler, rules } = await openBackend({
    db,
    clock,
    random: () => 0.5,
    keys,
    log,
    settings,
    fixed,
  });
  const backend = await testBackend({ db, settings, fetch: async (request) => app.fetch(request) });
  return {
    ...backend,
    rules,
    scheduler,
    logged,
    known: async () => (await backend.call('GET', path)).body as KnownSettings,
    weigh: async (values: object) =>
      (await backend.call('POST', `${path}/weigh`, { body: { values } })).body as WeighedSettings,
    change: async (values: object, version: number) =>
      (await backend.call('POST', path, { body: { moderator, values, version } })).body as SettingsOutcome,
    /** Lets it look, a second later. */
    async aSecondLater() {
      clock.advance(1_000);
      await scheduler.stop();
    },
  };
}

/** Two prompts with two reviews each: one good, one that both call spam. */
async function reviewed(backend: Awaited<ReturnType<typeof processOn>>) {
  await person(backend, 'Ada').complete('initial_prompt', 'Why is the sky blue?');
  await person(backend, 'Ben').complete('initial_prompt', 'Buy this now!');
  for (const name of ['Cleo', 'Dan']) {
    const somebody = person(backend, name);
    for (let index = 0; index < 2; index += 1) {
      const task = await somebody.take('label_initial_prompt');
      const isSpam = JSON.stringify(task).includes('Buy this');
      await somebody.labels(task.id, task.message_id, { spam: isSpam ? 1 : 0 });
    }
  }
}

const results = async (db: Db) => {
  const rows = await db.selectFrom('backend_messages').select('review_result').execute();
  return rows.map(({ review_result }) => review_result).sort();
};

test('docs/settings.md names every setting that can be changed while a backend runs, and no other', () => {
  const page = readFileSync(new URL('../../../docs/settings.md', import.meta.url), 'utf8');
  const [, list = ''] = /`\/api\/v1\/extensions\/settings`:\n([\s\S]*?)\.\n/.exec(page) ?? [];
  expect(list.split(/,\s+/)).toEqual(Object.keys(managed).map((name) => `\`${name}\``));
});

test('every setting that can be changed is a number or a switch with a range, and holds from some moment on', async () => {
  const backend = await testBackend();
  const { settings, version, history } = (await backend.call('GET', path)).body as KnownSettings;
  expect({ version, history }).toEqual({ version: 0, history: [] });
  expect(settings.map(({ name }) => name)).toEqual(Object.keys(managed));
  for (const { name, value, standard, type, min, max } of settings) {
    expect([value, standard]).toEqual([numberOrSwitch(defaults, name), numberOrSwitch(defaults, name)]);
    if (type === 'boolean') continue;
    expect(min, name).toBeLessThan(max ?? Number.NaN);
    if (type === 'integer') expect(Number.isInteger(value)).toBe(true);
  }
});

describe.each(databases)('settings that change while a backend runs, on $name,', ({ open }) => {
  test('decide at once what has enough reviews, and say before how much that is', async () => {
    const db = await open();
    const one = await processOn(db);
    await reviewed(one);
    const weighed = await one.weigh({ reviewsForPrompt: 2 });
    expect(weighed).toEqual({
      version: 0,
      problems: [],
      changes: [{ name: 'reviewsForPrompt', from: 3, to: 2 }],
      accepted: 1,
      refused: 1,
      trees: 2,
    });
    expect(await results(db)).toEqual([null, null]);
    expect((await one.change({ reviewsForPrompt: 2 }, 0)).outcome).toBe('done');
    await one.scheduler.idle();
    expect(await results(db)).toEqual([0, 1]);
    const states = await db.selectFrom('backend_trees').select('state').orderBy('state').execute();
    expect(states.map(({ state }) => state)).toEqual(['aborted_low_grade', 'prompt_lottery_waiting']);
    expect(await one.weigh({ reviewsForPrompt: 1 })).toMatchObject({ accepted: 0, refused: 0, trees: 0 });
    await one.aSecondLater();
    expect(one.logged).toEqual([]);
  });

  test('hold in every other process a second later, and in one that starts, and in imports', async () => {
    const db = await open();
    const [one, two] = [await processOn(db), await processOn(db)];
    await one.change({ textLimit: 300, 'limits.person.most': 7 }, 0);
    expect([one.rules.textLimit, two.rules.textLimit]).toEqual([300, 2_000]);
    expect(one.rules.taskRequests).toMatchObject({ most: 7, perMs: 240_000 });
    await two.aSecondLater();
    expect([two.rules.textLimit, two.rules.taskRequests.most]).toEqual([300, 7]);
    const three = await processOn(db);
    expect(three.rules.textLimit).toBe(300);
    expect(await rulesNow(db, defaults)).toEqual({
      ...defaults,
      textLimit: 300,
      limits: { ...defaults.limits, person: { ...defaults.limits.person, most: 7 } },
    });
    for (const process of [one, three]) await process.scheduler.stop();
  });

  test('are changed once, by whoever saw them as they are; saying it twice changes nothing more', async () => {
    const db = await open();
    const [one, two] = [await processOn(db), await processOn(db)];
    expect((await one.change({ goalTreeSize: 5 }, 0)).outcome).toBe('done');
    expect((await two.change({ goalTreeSize: 9 }, 0)).outcome).toBe('overtaken');
    expect((await two.change({ goalTreeSize: 5 }, 0)).outcome).toBe('done');
    expect((await two.change({ goalTreeSize: 9 }, 1)).outcome).toBe('done');
    const { version, history } = await one.known();
    expect(version).toBe(2);
    expect(history).toMatchObject([
      { version: 2, by: 'discord:1', changes: [{ name: 'goalTreeSize', from: 5, to: 9 }] },
      { version: 1, by: 'discord:1', changes: [{ name: 'goalTreeSize', from: 12, to: 5 }] },
    ]);
    for (const process of [one, two]) await process.scheduler.stop();
  });

  test('two that change at the same moment do not take each other’s place', async () => {
    const db = await open();
    const [one, two] = [await processOn(db), await processOn(db)];
    const done = await Promise.all([one.change({ goalTreeSize: 5 }, 0), two.change({ goalTreeSize: 9 }, 0)]);
    expect(done.map(({ outcome }) => outcome).sort()).toEqual(['done', 'overtaken']);
    expect(await db.selectFrom('backend_settings').select('version').execute()).toEqual([{ version: 1 }]);
    for (const process of [one, two]) await process.scheduler.stop();
  });
});

describe('of what is wanted', async () => {
  const backend = async (settings: Partial<Settings> = {}, fixed: Group = {}) => {
    const db = await databases[0]?.open();
    const process = await processOn(db ?? expect.fail(), settings, fixed);
    await process.scheduler.stop();
    return process;
  };

  test.each([
    [{ reviewsForReply: 0 }, 'reviewsForReply', 'a whole number from 1 to 100'],
    [{ promptThreshold: 1.5 }, 'promptThreshold', 'a number from 0 to 1'],
    [{ summaries: 3 }, 'summaries', 'true or false'],
    [{ goalTreeSize: 4 }, 'minGoalTreeSize', expect.stringContaining('at most goalTreeSize, which is 4')],
  ])('%j is refused, with what it must be', async (values, name, rule) => {
    const process = await backend({ randomGoalTreeSize: true });
    const { problems, changes } = await process.weigh(values);
    expect({ problems, changes }).toEqual({ problems: [{ name, what: 'rule', rule }], changes: [] });
    expect((await process.change(values, 0)).outcome).toBe('wrong');
    expect((await process.known()).version).toBe(0);
  });

  test.each([
    [{ promptThreshold: 1 }, 'promptThreshold', '< 1'],
    [{ maxActiveTrees: 0 }, 'maxActiveTrees', '> 0'],
    [{ textLimit: 20, shortestPrompt: 21 }, 'shortestPrompt', '≤ 20 (textLimit)'],
  ])('%j, with which nothing could be finished, is refused', async (values, name, rule) => {
    const process = await backend();
    const { problems, changes } = await process.weigh(values);
    expect({ problems, changes }).toEqual({ problems: [{ name, what: 'impossible', rule }], changes: [] });
    expect((await process.change(values, 0)).outcome).toBe('wrong');
    expect((await process.known()).version).toBe(0);
  });

  test('what is impossible already keeps nobody from changing something else', async () => {
    const process = await backend({ promptThreshold: 1 });
    expect((await process.change({ maxPending: 4 }, 0)).outcome).toBe('done');
    expect((await process.weigh({ promptThreshold: 1, maxPending: 5 })).problems).toMatchObject([
      { name: 'promptThreshold', what: 'impossible' },
    ]);
  });

  test.each(['rootTokens', 'scoreEveryMs.day', 'constructor', 'limits.person', ''])(
    '“%s” is none of those that can be changed',
    async (name) => {
      const process = await backend();
      const { problems } = await process.weigh({ [name]: 4 });
      expect(problems).toEqual([{ name, what: 'unknown', rule: '' }]);
      expect((await process.change({ [name]: 4 }, 0)).outcome).toBe('wrong');
    },
  );

  test('the command line wins over it, and it wins over what was given', async () => {
    const process = await backend({ goalTreeSize: 4, maxChildren: 2 }, { goalTreeSize: 4 });
    expect((await process.weigh({ goalTreeSize: 5 })).problems).toEqual([
      { name: 'goalTreeSize', what: 'fixed', rule: '' },
    ]);
    await process.change({ maxChildren: 5 }, 0);
    const { settings } = await process.known();
    const sourceOf = (name: string) => settings.find((one) => one.name === name);
    expect(sourceOf('goalTreeSize')).toMatchObject({ value: 4, source: 'fixed' });
    expect(sourceOf('maxChildren')).toMatchObject({ value: 5, source: 'chosen' });
    expect(sourceOf('maxTreeDepth')).toMatchObject({ value: 3, source: 'given' });
    await process.change({ maxChildren: 2 }, 1); // as it was given: the file speaks again
    expect((await process.known()).settings.find(({ name }) => name === 'maxChildren')?.source).toBe('given');
  });

  test('nothing is told or changed for a key that is not trusted', async () => {
    const process = await backend();
    const body = { moderator, values: { goalTreeSize: 5 }, version: 0 };
    for (const [method, where] of [
      ['GET', path],
      ['POST', `${path}/weigh`],
      ['POST', path],
    ] as const) {
      const reply = await process.call(method, where, {
        key: OTHER_KEY,
        ...(method === 'POST' ? { body } : {}),
      });
      expect(reply.status).toBe(403);
    }
  });
});

test('what was chosen and does not go together with what is given now is said in a line, and not used', async () => {
  const db = (await databases[0]?.open()) ?? expect.fail();
  const process = await processOn(db);
  await process.change({ goalTreeSize: 4 }, 0);
  await process.scheduler.stop();
  const live = liveSettings({ ...defaults, randomGoalTreeSize: true });
  await expect(live.refresh(db)).rejects.toThrow(
    '/settings collection: minGoalTreeSize must be at most goalTreeSize, which is 4',
  );
  expect(live.now().goalTreeSize).toBe(12);
});

test('a choice of a later version that this one does not know is left alone', async () => {
  const db = (await databases[0]?.open()) ?? expect.fail();
  const chosen = JSON.stringify({ goalTreeSize: 6, ofTheFuture: 3 });
  await db
    .insertInto('backend_settings')
    .values({ version: 4, chosen, changes: '[]', actor: 'discord:1', created_at: 1 })
    .execute();
  const live = liveSettings(defaults);
  expect(await live.refresh(db)).toBe(true);
  expect([live.now().goalTreeSize, live.version(), await live.refresh(db)]).toEqual([6, 4, false]);
});
