import { availableParallelism } from 'node:os';
import { expect, test } from 'vitest';
import { botProcess, settingsFor } from '../support/bot-process.ts';
import { migratedPostgresUrl, postgresMissing } from '../support/postgres.ts';
import { sandboxFor } from '../support/sandbox-client.ts';
import { scriptedBackend } from '../support/scripted-backend.ts';

async function scene(...args: string[]) {
  const sandbox = await sandboxFor();
  const settings = await settingsFor(sandbox, scriptedBackend());
  return {
    sandbox,
    start: (env: Record<string, string> = {}) => botProcess({ env: { ...settings, ...env }, args }),
  };
}

/** The processes that have logged this, in the order in which they did. */
function pidsThatSay(output: string, words: string): number[] {
  const lines = output.split('\n').filter((line) => line.includes(words) && line.endsWith('}'));
  return lines.map((line) => Number(JSON.parse(line).pid));
}

test.skipIf(postgresMissing)(
  'as many shards as Discord recommends are run by processes that end with it',
  async () => {
    const { sandbox, start } = await scene('--shards', 'auto');
    const bot = start({ DATABASE_URL: await migratedPostgresUrl() });
    await bot.says('connected to Discord');
    const ada = sandbox.person('Ada');
    await ada.command('task');
    expect(ada.buttons()).toContain('I agree');
    bot.kill('SIGTERM');
    expect(await bot.ended).toBe(0);
    await ada.until(() => !ada.view.bot.online);
  },
);

test('one shard needs no PostgreSQL, and is started again when its process dies', async () => {
  const { start } = await scene('--shards', '1');
  const bot = start();
  await bot.says('Add the bot to a server');
  const connected = () => pidsThatSay(bot.output(), 'connected to Discord');
  await expect.poll(connected).toHaveLength(1);
  process.kill(connected()[0] ?? Number.NaN, 'SIGKILL');
  await bot.says('a process has ended, and is started again');
  await expect.poll(connected).toHaveLength(2);
  bot.kill('SIGTERM');
  expect(await bot.ended).toBe(0);
});

test.skipIf(postgresMissing || availableParallelism() === 1)(
  'of two processes, one that dies is started again while the other goes on',
  async () => {
    const { sandbox, start } = await scene('--shards', '2');
    const bot = start({ DATABASE_URL: await migratedPostgresUrl() });
    const connected = () => pidsThatSay(bot.output(), 'connected to Discord');
    await expect.poll(connected).toHaveLength(2);
    const [first = Number.NaN, second = Number.NaN] = connected();
    expect(first).not.toBe(second);
    process.kill(first, 'SIGKILL');
    await bot.says('a process has ended, and is started again');
    await expect.poll(connected).toHaveLength(3);
    expect(new Set(connected()).size).toBe(3);
    expect(process.kill(second, 0)).toBe(true); // lives
    const ada = sandbox.person('Ada');
    await ada.command('task');
    expect(ada.buttons()).toContain('I agree');
    bot.kill('SIGTERM');
    expect(await bot.ended).toBe(0);
    expect(() => process.kill(second, 0)).toThrow('ESRCH');
  },
);

test.skipIf(availableParallelism() === 1)('several processes on an SQLite file are refused', async () => {
  const { start } = await scene('--shards', '9');
  const bot = start();
  expect(await bot.ended).toBe(78);
  expect(bot.complaints()).toContain('DATABASE_URL must be');
});

test.each([
  [['--shards', 'some'], {}, 64, 'auto is as many as Discord recommends'],
  [['--shard', 'auto'], {}, 64, '--shards'],
  [['--shards', '1'], { SHARDS: '0', SHARD_COUNT: '1' }, 78, 'SHARDS must be unset'],
  [['--shards', '1'], { DISCORD_TOKEN: '' }, 78, 'DISCORD_TOKEN must be'],
  [['--shards', 'auto'], { DISCORD_TOKEN: 'none-of-theirs' }, 1, 'does not accept DISCORD_TOKEN'],
])('%j is refused with one sentence where it cannot be done', async (args, env, code, words) => {
  const { start } = await scene(...args);
  const bot = start(env);
  expect(await bot.ended).toBe(code);
  expect(bot.complaints()).toContain(words);
  expect(bot.complaints().trim().split('\n')).toHaveLength(1);
});
