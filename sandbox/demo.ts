import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { pageRoutes } from './page-routes.ts';
import { type Sandbox, startSandbox } from './server.ts';

const DEFAULT_PORT = 3000;
const EX_USAGE = 64; // sysexits.h

try {
  await demo(portFrom(process.argv.slice(2)));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(error instanceof Error && error.cause === 'usage' ? EX_USAGE : 1);
}

/** Starts the sandbox and the bot in it, prints one address, and runs until it is stopped. */
async function demo(port: number): Promise<void> {
  const sandbox = await startSandbox({
    port,
    people: [{ name: 'Ada' }, { name: 'Ben' }],
    routes: pageRoutes,
  });
  const dataDir = await mkdtemp(join(tmpdir(), 'demo-'));
  const bot = spawn(process.execPath, [join(import.meta.dirname, '..', 'src', 'main.ts')], {
    env: environment(sandbox, dataDir),
    stdio: ['ignore', 'ignore', 'inherit'],
  });

  let stopping = false;
  async function stop(code: number) {
    if (stopping) return;
    stopping = true;
    if (bot.exitCode === null && bot.kill('SIGTERM')) await once(bot, 'exit');
    await sandbox.close();
    await rm(dataDir, { recursive: true, force: true });
    process.exit(code);
  }
  process.once('SIGINT', () => stop(0));
  process.once('SIGTERM', () => stop(0));
  bot.once('exit', (code) => {
    if (stopping) return;
    process.stderr.write(`The bot has stopped (exit code ${code}).\n`);
    void stop(1);
  });

  process.stdout.write(`Open ${sandbox.url} in a browser and type /task. Ctrl+C ends the demo.\n`);
}

/** The settings of a bot that lives in the sandbox, with the embedded backend; nothing of the caller's own. */
function environment({ token, apiUrl }: Sandbox, dataDir: string) {
  const { PATH, LOG_LEVEL = 'warn' } = process.env;
  return { PATH, LOG_LEVEL, DISCORD_TOKEN: token, DISCORD_API_URL: apiUrl, DATA_DIR: dataDir };
}

function portFrom(args: string[]): number {
  try {
    const { values } = parseArgs({
      args,
      options: { port: { type: 'string', default: String(DEFAULT_PORT) } },
    });
    const port = Number(values.port);
    if (!/^\d+$/.test(values.port) || port > 65_535)
      throw new Error('--port must be a number from 0 to 65535.');
    return port;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new Error(`${message}\nUsage: npm run demo -- [--port 3000]`, { cause: 'usage' });
  }
}
