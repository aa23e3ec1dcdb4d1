import { expect, test } from 'vitest';
import { botWith } from '../support/bot.ts';
import { samples } from '../support/tasks.ts';

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
