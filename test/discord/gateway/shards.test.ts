import { once } from 'node:events';
import { Events, GatewayDispatchEvents } from 'discord.js';
import { pino } from 'pino';
import { expect, onTestFinished, test } from 'vitest';
import { createClient } from '../../../src/discord/gateway/client.ts';
import { sandboxFor } from '../../support/sandbox-client.ts';

/** A client of ours that is connected to a sandbox, and what it hears of its connection. */
async function connected() {
  const sandbox = await sandboxFor();
  const ada = sandbox.person('Ada');
  const log = pino({ level: 'silent' });
  const discord = createClient({ api: sandbox.apiUrl, token: sandbox.token, log });
  const { client } = discord;
  const heard: string[] = [];
  for (const event of [Events.ShardReady, Events.ShardResume, Events.ShardReconnecting] as const) {
    client.on(event, () => heard.push(event));
  }
  const clicks: string[] = [];
  client.ws.on(GatewayDispatchEvents.InteractionCreate, ({ data }) => clicks.push(data.name));
  onTestFinished(() => client.destroy());
  const ready = once(client, Events.ClientReady);
  await client.login(sandbox.token);
  await ready;
  await client.application?.commands.set([{ name: 'go', description: 'Goes' }]);
  heard.length = 0;
  return { ...discord, sandbox, ada, heard, clicks };
}

test('goes on with the same session, and hears once of what was done meanwhile', async () => {
  const { reconnect, ada, heard, clicks } = await connected();
  const again = reconnect('same');
  void ada.command('go');
  await again;
  await expect.poll(() => clicks).toEqual(['go']);
  expect(heard).toEqual([Events.ShardReconnecting, Events.ShardResume]);
});

test('does nothing while the connection is away: then another is being opened already', async () => {
  const { client, reconnect, sandbox, heard } = await connected();
  const away = once(client, Events.ShardReconnecting);
  const back = once(client, Events.ShardResume);
  sandbox.faults.gateway.drop();
  await away;
  await reconnect('new');
  await back;
  expect(heard).toEqual([Events.ShardReconnecting, Events.ShardResume]);
});

test('stays away when it is left for good in the midst of it', async () => {
  const { client, reconnect, ada } = await connected();
  const left = once(client, Events.ShardReconnecting);
  const again = reconnect('same');
  await left;
  await client.destroy();
  await again;
  expect(ada.view.bot.online).toBe(false);
});
