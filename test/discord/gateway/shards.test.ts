import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { WebSocketShardEvents as Events } from '@discordjs/ws';
import { GatewayDispatchEvents } from 'discord-api-types/v10';
import { pino } from 'pino';
import { expect, onTestFinished, test } from 'vitest';
import { createRest } from '../../../src/discord/calls/rest.ts';
import { createGateway } from '../../../src/discord/gateway/gateway.ts';
import { registerCommands } from '../../../src/discord/registration.ts';
import { identifyAtOnce } from '../../support/identify-at-once.ts';
import { sandboxFor } from '../../support/sandbox-client.ts';

/** A gateway of ours that is connected to a sandbox, and what is heard of its connection. */
async function connected() {
  const sandbox = await sandboxFor();
  const ada = sandbox.person('Ada');
  const log = pino({ level: 'silent' });
  const rest = createRest({ api: sandbox.apiUrl, token: sandbox.token, log });
  const gateway = createGateway({ token: sandbox.token, identifyThrottler: identifyAtOnce }, rest, log);
  const { manager } = gateway;
  const heard: string[] = [];
  for (const event of [Events.Ready, Events.Resumed, Events.Closed] as const) {
    manager.on(event, () => void heard.push(event));
  }
  const clicks: string[] = [];
  manager.on(Events.Dispatch, ({ data: { t: name, d: interaction } }) => {
    if (name === GatewayDispatchEvents.InteractionCreate && interaction.type === 2) {
      clicks.push(interaction.data.name);
    }
  });
  onTestFinished(() => gateway.leave());
  await manager.connect();
  await registerCommands(rest.starting, sandbox.applicationId, [{ name: 'go', description: 'Goes' }]);
  heard.length = 0;
  return { ...gateway, sandbox, ada, heard, clicks };
}

test('goes on with the same session, and hears once of what was done meanwhile', async () => {
  const { reconnect, ada, heard, clicks } = await connected();
  const again = reconnect('same');
  void ada.command('go');
  await again;
  await expect.poll(() => clicks).toEqual(['go']);
  expect(heard).toEqual([Events.Closed, Events.Resumed]);
});

test('does nothing while the connection is away: then another is being opened already', async () => {
  const { manager, reconnect, sandbox, heard } = await connected();
  const away = once(manager, Events.Closed);
  const back = once(manager, Events.Resumed);
  sandbox.faults.gateway.drop();
  await away;
  await reconnect('new');
  await back;
  expect(heard).toEqual([Events.Closed, Events.Resumed]);
});

test('stays away when it is left for good in the midst of it', async () => {
  const { manager, reconnect, leave, ada } = await connected();
  const left = once(manager, Events.Closed);
  const again = reconnect('same');
  await left;
  await leave();
  await again;
  expect(ada.view.bot.online).toBe(false);
});

test('what is just being made as it is left is given up, and nothing is opened after it', async () => {
  const sandbox = await sandboxFor();
  const sockets: Socket[] = [];
  const silent = createServer((socket) => void sockets.push(socket.on('error', () => {})));
  await once(silent.listen(0, '127.0.0.1'), 'listening');
  onTestFinished(() => void silent.close());
  const { port } = silent.address() as AddressInfo;
  const start = { total: 1_000, remaining: 1_000, reset_after: 0, max_concurrency: 1 };
  const body = { url: `ws://127.0.0.1:${port}`, shards: 1, session_start_limit: start };
  sandbox.faults.rest({ route: '/gateway/bot' }, { status: 200, body });
  const log = pino({ level: 'silent' });
  const rest = createRest({ api: sandbox.apiUrl, token: sandbox.token, log });
  const { manager, leave } = createGateway({ token: sandbox.token }, rest, log);
  const asked = once(silent, 'connection');
  void manager.connect();
  await asked;
  await leave();
  await expect.poll(() => sockets.map(({ closed }) => closed)).toEqual([true]);
  // what the library asks for first, whenever it opens one
  const opened = Promise.resolve(manager.options.retrieveSessionInfo(0)).then(() => 'opened');
  const round = new Promise((resolve) => setImmediate(resolve, 'waiting'));
  expect(await Promise.race([opened, round])).toBe('waiting');
});
