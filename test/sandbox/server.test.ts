import { Hono } from 'hono';
import { expect, test } from 'vitest';
import { startSandbox } from '../../sandbox/server.ts';
import { call, sandboxFor, scene } from '../support/sandbox-client.ts';

test('a taken port is a clear error', async () => {
  const sandbox = await sandboxFor();
  const port = Number(new URL(sandbox.url).port);
  await expect(startSandbox({ port })).rejects.toThrow(`Port ${port} is already in use`);
});

test('only this machine can reach it', async () => {
  const sandbox = await sandboxFor();
  expect(new URL(sandbox.url).hostname).toBe('127.0.0.1');
  await expect(fetch(sandbox.url.replace('127.0.0.1', '127.0.0.2'))).rejects.toThrow();
});

test('more routes live at the same address', async () => {
  const sandbox = await sandboxFor({
    people: [{ name: 'Ada' }],
    routes: async ({ people }) => new Hono().get('/', (c) => c.text(`${people().map(({ name }) => name)}`)),
  });
  expect(await (await fetch(sandbox.url)).text()).toBe('Ada');
  expect((await call(sandbox, 'GET', '/users/@me')).status).toBe(200);
});

test('requests are recorded with route, body and status, and can be counted from a mark on', async () => {
  const { sandbox, ada } = await scene({ command: (interaction) => interaction.reply('x') });
  const mark = sandbox.requests.mark();
  await ada.command('go');
  const [only, ...more] = sandbox.requests.since(mark);
  expect(more).toEqual([]);
  expect(only).toMatchObject({
    method: 'POST',
    route: '/interactions/:id/:token/callback',
    body: { type: 4 },
  });
  await call(sandbox, 'GET', '/users/@me', undefined, 'wrong');
  expect(sandbox.requests.all().at(-1)).toMatchObject({ route: '/users/@me', status: 401 });
  sandbox.requests.clear();
  expect(sandbox.requests.all()).toEqual([]);
});

test('broken JSON and unknown paths are answered as Discord does', async () => {
  const sandbox = await sandboxFor();
  const broken = await fetch(`${sandbox.apiUrl}/v10/users/@me/channels`, {
    method: 'POST',
    body: '{',
    headers: { authorization: `Bot ${sandbox.token}`, 'content-type': 'application/json' },
  });
  expect([broken.status, await broken.json()]).toMatchObject([400, { code: 50109 }]);
  expect(await call(sandbox, 'GET', '/nowhere')).toMatchObject({ status: 404, body: { code: 0 } });
  expect((await fetch(`${sandbox.apiUrl}/v9/gateway`)).status).toBe(404);
});

test('who the bot is, who owns it, and the channels can be asked for', async () => {
  const sandbox = await sandboxFor({
    people: [{ name: 'Ada' }, { name: 'Boss', admin: true }],
    botName: 'Oasst',
  });
  expect((await call(sandbox, 'GET', '/users/@me')).body).toMatchObject({
    id: sandbox.applicationId,
    bot: true,
  });
  const application = (await call(sandbox, 'GET', '/applications/@me')).body;
  expect(application).toMatchObject({ name: 'Oasst', owner: { id: sandbox.person('Boss').id } });
  const guild = (await call(sandbox, 'GET', `/guilds/${sandbox.guildId}`)).body;
  expect(guild.channels.map(({ name }: { name: string }) => name)).toEqual(['general', 'tasks']);
  expect((await call(sandbox, 'GET', `/channels/${guild.channels[0].id}`)).body).toMatchObject({
    name: 'general',
  });
  expect(await call(sandbox, 'GET', '/channels/1')).toMatchObject({ status: 404, body: { code: 10003 } });
});

test('messages of a channel are written, read, changed and deleted, but not those of others', async () => {
  const { sandbox, ada } = await scene();
  const path = `/channels/${ada.view.channels[0]?.id}/messages`;
  const { body } = await call(sandbox, 'POST', path, { content: 'one' });
  expect((await call(sandbox, 'PATCH', `${path}/${body.id}`, { content: 'two' })).body.content).toBe('two');
  expect(ada.last()).toMatchObject({ content: 'two', author: { bot: true } });
  expect(ada.last().editedAt).not.toBeNull();
  await ada.say('mine');
  const listed = await call(sandbox, 'GET', path);
  expect(listed.body.map(({ content }: { content: string }) => content)).toEqual(['mine', 'two']);
  const foreign = await call(sandbox, 'PATCH', `${path}/${ada.last().id}`, { content: 'x' });
  expect(foreign).toMatchObject({ status: 403, body: { code: 50005 } });
  expect((await call(sandbox, 'DELETE', `${path}/${body.id}`)).status).toBe(204);
  expect(ada.messages().map(({ content }) => content)).toEqual(['mine']);
  expect((await call(sandbox, 'POST', path, { content: 'x'.repeat(2001) })).status).toBe(400);
});
