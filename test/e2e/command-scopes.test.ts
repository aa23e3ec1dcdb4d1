import { pino } from 'pino';
import { expect, onTestFinished, test } from 'vitest';
import { startSandbox } from '../../sandbox/server.ts';
import { startBot } from '../../src/bot/bot.ts';
import { OasstClient } from '../../src/oasst/client.ts';
import { protocolRules } from '../../src/oasst/rules.ts';
import { testClock } from '../support/clock.ts';
import { memoryDatabase } from '../support/database.ts';
import { scriptedBackend } from '../support/scripted-backend.ts';

test('the commands are listed once, wherever they were registered before', async () => {
  const sandbox = await startSandbox({ people: [{ name: 'Ada' }] });
  const db = await memoryDatabase();
  onTestFinished(async () => {
    await sandbox.close();
    await db.destroy();
  });
  /** Starts a bot that registers on one server or everywhere, and ends it again. */
  const start = async (guildId?: string) => {
    const bot = await startBot({
      discord: { token: sandbox.token, api: sandbox.apiUrl, guildId },
      ownerIds: [],
      db,
      oasst: new OasstClient({ url: 'http://backend.test', key: 'k', fetch: scriptedBackend().fetch }),
      rules: protocolRules,
      clock: testClock(),
      random: () => 0.5,
      processId: 'the only one',
      nonce: () => 'n',
      observer: { answered() {} },
      log: pino({ level: 'silent' }),
    });
    await bot.leave();
  };
  const listed = async (path: string) => {
    const address = `${sandbox.apiUrl}/v10/applications/${sandbox.applicationId}${path}`;
    const response = await fetch(address, { headers: { authorization: `Bot ${sandbox.token}` } });
    return ((await response.json()) as unknown[]).length;
  };
  const counts = async () => [await listed('/commands'), await listed(`/guilds/${sandbox.guildId}/commands`)];

  await start();
  const [all] = await counts();
  expect(await counts()).toEqual([all, 0]);
  expect(all).toBeGreaterThan(3);
  await start(sandbox.guildId);
  expect(await counts()).toEqual([0, all]);
  await start();
  expect(await counts()).toEqual([all, 0]);
});
