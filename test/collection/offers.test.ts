import { expect, test } from 'vitest';
import { changeServer } from '../../src/store/servers.ts';
import { botWith, type Scene } from '../support/bot.ts';
import { refusal } from '../support/scripted-backend.ts';
import { samples } from '../support/tasks.ts';

/** A server that offers these, and Ada on it. */
async function serverWith(changes: Parameters<typeof changeServer>[2], tasks: object[] = []) {
  const scene = await botWith(tasks);
  const server = { id: scene.sandbox.guildId, locale: 'en-US' };
  await changeServer(scene.db, server, changes, { by: 'mia', now: 0 });
  const ada = await scene.contributor('Ada');
  await ada.dismiss();
  scene.backend.received.length = 0;
  return { ...scene, ada };
}

const wished = ({ backend }: Scene) =>
  backend.asked('tasks').map(({ body }) => {
    const { type, lang } = Object(body) as { type: string; lang: string };
    return `${type} ${lang}`;
  });

test('a kind that a server does not offer is refused there with those it has, and given in direct messages', async () => {
  const scene = await serverWith({ kinds: ['assistant_reply'] });
  const { ada } = scene;
  await ada.command('task', { type: 'rate_summary' });
  expect(ada.text()).toContain('It has: Reply as the assistant.');
  expect(wished(scene)).toEqual([]);
  await ada.go('dm').command('task', { type: 'rate_summary' });
  expect(wished(scene)[0]).toBe('rate_summary en');
});

test('any task is one of those that the server offers, what is needed most before others', async () => {
  const scene = await serverWith({ kinds: ['initial_prompt', 'assistant_reply', 'label_initial_prompt'] });
  scene.backend.answer('availability', () =>
    Response.json({ initial_prompt: 5, assistant_reply: 2, rate_summary: 9, label_initial_prompt: 1 }),
  );
  for (let count = 0; count < 4; count += 1) scene.backend.answer('tasks', () => refusal(503, 1006));
  scene.backend.tasks.push(samples.initial_prompt);
  await scene.ada.command('task');
  expect([...new Set(wished(scene))]).toEqual([
    'label_initial_prompt en',
    'assistant_reply en',
    'initial_prompt en',
  ]);
  expect(scene.ada.text()).toContain('Write a prompt');
});

test('tasks are in the languages of the server: one’s own where it is offered, else the first', async () => {
  const scene = await serverWith({ languages: ['de', 'fr'] });
  await scene.ada.command('task');
  expect(new Set(wished(scene))).toEqual(new Set(['random de']));
  const claire = scene.sandbox.person('Claire', { locale: 'fr' });
  await claire.command('task');
  await claire.click('J’accepte');
  expect(wished(scene).at(-1)).toBe('random fr');
});

test('a language that a server does not offer is refused with those it has', async () => {
  const scene = await serverWith({ languages: ['de', 'fr'] });
  await scene.ada.command('task', { language: 'Spanish' });
  expect(scene.ada.text()).toContain('Tasks on this server are in: German, French.');
  expect(wished(scene)).toEqual([]);
});
