import { pino } from 'pino';
import { expect, onTestFinished, test } from 'vitest';
import { startSandbox } from '../../sandbox/server.ts';
import { startBot } from '../../src/bot/bot.ts';
import { OasstClient } from '../../src/oasst/client.ts';
import { protocolRules } from '../../src/oasst/rules.ts';
import { takeLease } from '../../src/store/leases.ts';
import { testClock } from '../support/clock.ts';
import { memoryDatabase } from '../support/database.ts';
import { scriptedBackend } from '../support/scripted-backend.ts';

test('a start that fails after the commands were left to another process leaves nothing that waits', async () => {
  const sandbox = await startSandbox();
  const db = await memoryDatabase();
  onTestFinished(async () => {
    await sandbox.close();
    await db.destroy();
  });
  const clock = testClock();
  await takeLease(db, { name: 'commands', owner: 'other' }, clock.now(), clock.now() + 60_000);
  const unreachable = sandbox.faults.rest({ route: /gateway/ }, { status: 401, times: 99 });
  const started = startBot({
    discord: { token: sandbox.token, api: sandbox.apiUrl },
    ownerIds: [],
    db,
    oasst: new OasstClient({ url: 'http://backend.test', key: 'k', fetch: scriptedBackend().fetch }),
    rules: protocolRules,
    clock,
    random: () => 0.5,
    processId: 'this one',
    nonce: () => 'n',
    observer: { answered() {} },
    log: pino({ level: 'silent' }),
  });
  await expect(started).rejects.toThrow();
  expect(unreachable.struck()).toBeGreaterThan(0);
  expect(clock.next()).toBeUndefined();
});
