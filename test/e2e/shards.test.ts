import { expect, test } from 'vitest';
import { connectPostgres } from '../../src/store/postgres.ts';
import { botWith } from '../support/bot.ts';
import { migratedPostgresUrl, postgresMissing } from '../support/postgres.ts';
import { samples } from '../support/tasks.ts';
import { waitFor } from '../support/wait-for.ts';

const gateway = { door: 'gateway' } as const;

test('of two processes with a shard each, one hears of a server, and one registers the commands', async () => {
  const scene = await botWith([samples.initial_prompt], { ...gateway, shards: { ids: [0], count: 2 } });
  const mark = scene.sandbox.requests.mark();
  await scene.join({ ids: [1], count: 2 });
  const routes = scene.sandbox.requests.since(mark).map(({ method, route }) => `${method} ${route}`);
  expect(routes.filter((route) => route.includes('/commands'))).toEqual([]);
  const ada = await scene.contributor('Ada');
  await ada.click('Answer');
  await ada.submit({ 'Your text': 'Why is the sky blue?' });
  await ada.click('Send');
  await ada.until(() => ada.text().includes('Saved'));
  const callbacks = scene.sandbox.requests.all().filter(({ path }) => path.endsWith('/callback'));
  const answered = callbacks.map(({ path }) => path);
  expect(answered.length).toBeGreaterThan(4);
  expect(new Set(answered).size).toBe(answered.length); // nothing was answered twice
  expect(scene.backend.asked('interaction')).toHaveLength(1);
});

test.skipIf(postgresMissing)(
  'of two processes that start, one waits until Discord takes another session, and is not turned away',
  async () => {
    const url = await migratedPostgresUrl();
    const { sandbox, clock, join } = await botWith([], {
      ...gateway,
      shards: { ids: [0], count: 2 },
      open: async () => connectPostgres(url, () => {}),
      identify: { concurrency: 1, everyMs: 5_000 },
      inTurn: true,
    });
    const began = clock.now();
    let isUp = false;
    const joining = join({ ids: [1], count: 2 }).then(() => {
      isUp = true;
    });
    await waitFor(() => {
      clock.advance(50);
      return isUp;
    });
    await joining;
    expect(clock.now() - began).toBeGreaterThanOrEqual(5_000);
    expect(sandbox.faults.gateway.tooSoon()).toBe(0);
  },
);
