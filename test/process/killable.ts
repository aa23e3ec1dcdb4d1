import { expect, onTestFinished } from 'vitest';
import type { SandboxOptions } from '../../sandbox/server.ts';
import { freshFolder } from '../support/folder.ts';
import { sandboxFor } from '../support/sandbox-client.ts';
import { type BotProcess, startProcess } from '../torture/bot/process.ts';

/** A bot of its own with the embedded backend, in processes that a test may kill; the log goes into the data folder, as an operator may have it. */
export async function killable(options: SandboxOptions = {}) {
  const sandbox = await sandboxFor({ ...options, now: Date.now });
  const ticking = setInterval(() => sandbox.clock.advance(0), 50); // Discord's deadlines, as the process is a real one
  onTestFinished(() => clearInterval(ticking));
  const dataDir = await freshFolder();
  const env = {
    DISCORD_TOKEN: sandbox.token,
    DISCORD_API_URL: sandbox.apiUrl,
    DATA_DIR: dataDir,
    LOG_LEVEL: 'trace',
  };
  let number = 0;
  const running = new Set<BotProcess>();
  onTestFinished(async () => {
    for (const bot of running) {
      bot.kill();
      await bot.ended;
    }
  });
  async function start(): Promise<BotProcess> {
    number += 1;
    const onLine = () => {};
    const bot = startProcess({ number, env, folder: dataDir, onLine, now: () => 0 });
    running.add(bot);
    expect(await bot.ready).toBe(true);
    return bot;
  }
  return { sandbox, dataDir, start };
}
