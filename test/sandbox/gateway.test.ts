import { GatewayIntentBits } from 'discord.js';
import { expect, test } from 'vitest';
import WebSocket from 'ws';
import { type Bot, botIn, call, sandboxFor, scene } from '../support/sandbox-client.ts';

const hello = (interaction: { reply(text: string): unknown }) => interaction.reply('hello');
const shardEvent = (bot: Pick<Bot, 'client'>, event: 'shardResume' | 'shardReady' | 'shardReconnecting') =>
  new Promise<void>((resolve) => bot.client.once(event, () => resolve()));

test('a client whose connection drops resumes, and gets what it missed', async () => {
  const { sandbox, ada, client, errors } = await scene({ command: hello });
  const resumed = shardEvent({ client }, 'shardResume');
  sandbox.faults.gateway.drop();
  const typed = ada.command('go'); // while nobody is connected
  await resumed;
  await typed;
  expect(ada.text()).toBe('hello');
  expect(errors).toEqual([]);
});

test('a client that is asked to reconnect does so and resumes', async () => {
  const { sandbox, ada, client } = await scene({ command: hello });
  const resumed = shardEvent({ client }, 'shardResume');
  sandbox.faults.gateway.reconnect();
  await resumed;
  await ada.command('go');
  expect(ada.text()).toBe('hello');
});

test('a client whose session is invalid identifies anew', async () => {
  const { sandbox, ada, client } = await scene({ command: hello });
  const ready = shardEvent({ client }, 'shardReady');
  sandbox.faults.gateway.invalidate();
  await ready;
  await ada.command('go');
  expect(ada.text()).toBe('hello');
});

test('a client that hears no heartbeats takes the connection for dead, and resumes', async () => {
  const sandbox = await sandboxFor({ heartbeatMs: 60 });
  const bot = await botIn(sandbox, { command: hello });
  await bot.client.application.commands.set([{ name: 'go', description: 'Goes' }]);
  const resumed = shardEvent(bot, 'shardResume');
  const speak = sandbox.faults.gateway.silence();
  const ada = sandbox.person('Ada');
  const typed = ada.command('go');
  await shardEvent(bot, 'shardReconnecting');
  speak();
  await resumed;
  await typed;
  expect(ada.text()).toBe('hello');
});

test('the bot is online while a session is connected', async () => {
  const { ada, client } = await scene();
  expect(ada.view.bot.online).toBe(true);
  await client.destroy();
  await ada.until(() => !ada.view.bot.online);
});

test('while the bot is away commands are not answered', async () => {
  const { sandbox, ada, client } = await scene({ command: hello });
  await client.destroy();
  const typed = ada.command('go');
  sandbox.clock.advance(3_001);
  await typed;
  expect(ada.notices).toEqual(['The application did not respond']);
});

test('two sessions of the bot both hear an interaction, and only one may answer', async () => {
  const { sandbox, ada, errors, ended } = await scene({ command: hello });
  const second = await botIn(sandbox, { command: hello });
  await ada.command('go');
  await Promise.all([ended(1), second.ended(1)]);
  expect([...errors, ...second.errors]).toMatchObject([{ code: 40060 }]);
  expect(ada.messages()).toHaveLength(1);
});

test('a wrong token is refused by both ends', async () => {
  const sandbox = await sandboxFor();
  const wrong = await call(sandbox, 'GET', '/gateway/bot', undefined, 'wrong');
  expect(wrong).toMatchObject({ status: 401, body: { message: '401: Unauthorized', code: 0 } });
  await expect(botIn({ ...sandbox, token: 'wrong' })).rejects.toThrow('invalid token');
  expect(await closeCode(sandbox.url, identify('wrong'))).toBe(4004);
});

test('messages reach the bot only with the intent for them, and without their content', async () => {
  const { sandbox, ada } = await scene();
  const { client } = await botIn(
    sandbox,
    {},
    { intents: [GatewayIntentBits.GuildMessages, GatewayIntentBits.Guilds] },
  );
  const heard = new Promise<string>((resolve) =>
    client.once('messageCreate', ({ content }) => resolve(content)),
  );
  await ada.say('secret');
  expect(await heard).toBe('');
  expect(sandbox.person('Ben').text()).toBe('secret');
});

const identify = (token: string, more: object = {}) => ({
  op: 2,
  d: { token, intents: 0, properties: {}, ...more },
});

/** Sends messages to the gateway and resolves with the code it closes with. */
function closeCode(url: string, ...messages: unknown[]): Promise<number> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/gateway?v=10&encoding=json`);
  socket.once('message', () => {
    for (const message of messages)
      socket.send(typeof message === 'string' ? message : JSON.stringify(message));
  });
  return new Promise((resolve) => socket.once('close', resolve));
}

test('the gateway closes connections that break its rules, with Discord’s codes', async () => {
  const { url, token } = await sandboxFor();
  expect(await closeCode(url, { op: 99, d: null })).toBe(4001);
  expect(await closeCode(url, 'no json')).toBe(4002);
  expect(await closeCode(url, { op: 2, d: { token } })).toBe(4002);
  expect(await closeCode(url, { op: 3, d: {} })).toBe(4003);
  expect(await closeCode(url, identify(token), identify(token))).toBe(4005);
  expect(await closeCode(url, identify(token, { shard: [1, 1] }))).toBe(4010);
  expect(await closeCode(url, identify(token, { intents: 1 << 30 }))).toBe(4013);
  expect(await closeCode(url, identify(token, { intents: GatewayIntentBits.MessageContent }))).toBe(4014);
});

/** The first thing that the gateway says to a session that begins. */
async function beginning(url: string, message: object): Promise<{ op: number; d: unknown; t?: string }> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/gateway?v=10&encoding=json`);
  const said = () => new Promise<string>((resolve) => socket.once('message', (raw) => resolve(String(raw))));
  await said(); // hello
  socket.send(JSON.stringify(message));
  const answer = JSON.parse(await said());
  socket.close();
  return answer;
}

test('a session that begins too soon after another of its remainder is turned away, and others are not', async () => {
  const { url, token, clock, faults } = await sandboxFor({ identify: { concurrency: 2, everyMs: 5_000 } });
  const begin = async (shard: number) => await beginning(url, identify(token, { shard: [shard, 4] }));
  expect(await begin(0)).toMatchObject({ t: 'READY' });
  expect(await begin(1)).toMatchObject({ t: 'READY' });
  clock.advance(4_999);
  expect(await begin(2)).toEqual({ op: 9, d: false });
  clock.advance(1);
  expect(await begin(2)).toMatchObject({ t: 'READY' });
  expect(faults.gateway.tooSoon()).toBe(1);
});

test('of two servers that the bot is on, each shard hears of its own', async () => {
  const sandbox = await sandboxFor({ channels: ['here'], otherServers: ['there'] });
  const heard: string[] = [];
  const { client } = await botIn(
    sandbox,
    { any: (interaction) => void heard.push(String(interaction.guildId)) },
    { shards: [0, 1], shardCount: 2 },
  );
  await client.application.commands.set([{ name: 'go', description: 'Goes' }]);
  const shards = [];
  for (const place of ['here', 'there']) {
    const typed = sandbox.person('Ada').go(place).command('go');
    await expect.poll(() => heard.length).toBe(shards.length + 1);
    shards.push((BigInt(heard.at(-1) ?? '') >> 22n) % 2n);
    sandbox.clock.advance(3_001);
    await typed;
  }
  expect(heard[0]).toBe(sandbox.guildId);
  expect(shards.toSorted()).toEqual([0n, 1n]);
});

test('a connection that never beats is closed with 4009', async () => {
  const { url, token } = await sandboxFor({ heartbeatMs: 20 });
  expect(await closeCode(url, identify(token))).toBe(4009);
});

test('a stalled session hears nothing even when it is resumed, while a new one does', async () => {
  const { sandbox, ada, client } = await scene({ command: hello });
  sandbox.faults.gateway.stall();
  const resumed = shardEvent({ client }, 'shardResume');
  sandbox.faults.gateway.drop();
  await resumed;
  const typed = ada.command('go');
  sandbox.clock.advance(3_001);
  await typed;
  expect(ada.notices).toEqual(['The application did not respond']);
  const ready = shardEvent({ client }, 'shardReady');
  sandbox.faults.gateway.drop(1000);
  await ready;
  await ada.command('go');
  expect(ada.text()).toBe('hello');
});
