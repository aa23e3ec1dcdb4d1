import { expect, test } from 'vitest';
import { botIn, call, sandboxFor, scene } from '../support/sandbox-client.ts';
import { waitFor } from '../support/wait-for.ts';

const callback = { method: 'POST', route: '/interactions/:id/:token/callback' };
const hello = (interaction: { reply(text: string): unknown }) => interaction.reply('hello');

/** A scene whose client repeats a request once, as the bot's does. */
async function retrying(retries = 1) {
  const sandbox = await sandboxFor();
  const bot = await botIn(sandbox, { command: hello }, { rest: { api: sandbox.apiUrl, retries } });
  await bot.client.application.commands.set([{ name: 'go', description: 'Goes' }]);
  return { sandbox, ...bot, ada: sandbox.person('Ada') };
}

test('a 500 strikes once and the repeated request succeeds', async () => {
  const { sandbox, ada, errors } = await retrying();
  const fault = sandbox.faults.rest(callback, { status: 500 });
  await ada.command('go');
  expect(ada.text()).toBe('hello');
  expect(fault.struck()).toBe(1);
  expect(errors).toEqual([]);
});

test('a callback that succeeded unseen makes its repetition fail with 40060', async () => {
  const { sandbox, ada, errors, ended } = await retrying();
  sandbox.faults.rest(callback, { status: 500, seen: true });
  await ada.command('go');
  await ended(1);
  expect(ada.messages().map(({ content }) => content)).toEqual(['hello']);
  expect(errors).toMatchObject([{ code: 40060 }]);
});

test('a connection can be reset before or after the request was carried out', async () => {
  const { sandbox, ada, errors, ended } = await retrying(0);
  sandbox.faults.rest(callback, { reset: true, seen: true });
  await ada.command('go');
  await ended(1);
  expect(ada.text()).toBe('hello');
  expect(errors).toHaveLength(1);
  expect(sandbox.requests.all().at(-1)).toMatchObject({ status: 0, route: callback.route });
});

test('a 429 says when to come back, and discord.js does', async () => {
  const { sandbox, ada, errors } = await retrying(0);
  sandbox.faults.rest(callback, { status: 429, retryAfter: 0.01 });
  await ada.command('go');
  expect(ada.text()).toBe('hello');
  expect(errors).toEqual([]);
});

test('an answer can be held back until the test lets it go', async () => {
  const { sandbox, ada } = await scene({ command: hello });
  const { promise, resolve } = Promise.withResolvers<void>();
  const fault = sandbox.faults.rest(callback, { until: promise });
  const typed = ada.command('go');
  await waitFor(() => fault.struck() === 1);
  expect(ada.messages()).toEqual([]);
  resolve();
  await typed;
  expect(ada.text()).toBe('hello');
});

test('faults strike as often as they are told, on what they match, until they are cleared', async () => {
  const sandbox = await sandboxFor();
  const status = async (path: string) => (await call(sandbox, 'GET', path)).status;
  sandbox.faults.rest({ route: /^\/gateway/ }, { status: 503, times: 2 });
  expect([await status('/gateway'), await status('/users/@me'), await status('/gateway/bot')]).toEqual([
    503, 200, 503,
  ]);
  expect(await status('/gateway')).toBe(200);
  const fault = sandbox.faults.rest({}, { status: 502, times: Number.POSITIVE_INFINITY });
  expect([await status('/gateway'), await status('/users/@me')]).toEqual([502, 502]);
  fault.cancel();
  expect(await status('/gateway')).toBe(200);
  sandbox.faults.rest({}, { status: 502 });
  sandbox.faults.clear();
  expect(await status('/gateway')).toBe(200);
});

test('a fault may answer with any body, such as Discord’s for somebody who takes no direct messages', async () => {
  const { sandbox, client, ada } = await scene();
  const closed = { message: 'Cannot send messages to this user', code: 50007 };
  sandbox.faults.rest({ route: '/channels/:channel/messages' }, { status: 403, body: closed });
  const user = await client.users.fetch(ada.id);
  await expect(user.send('x')).rejects.toMatchObject({ code: 50007, status: 403 });
});
