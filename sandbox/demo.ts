import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { readArguments, runProgram, UsageError } from '../src/command-line.ts';
import { botReady } from './bot-ready.ts';
import { pageRoutes } from './page-routes.ts';
import { type Sandbox, startSandbox } from './server.ts';

const DEFAULT_PORT = 3000;
const LAST_PORT = 65_535;
const EX_USAGE = 64; // sysexits.h
const USAGE = `Usage: npm run demo -- [--port ${DEFAULT_PORT}]`;

const args = process.argv.slice(2);
try {
  const help = `${USAGE}\nThe bot in a Discord of its own, in your browser, with sample tasks.\n`;
  await runProgram(
    args,
    { help, subcommands: new Map(), otherwise: () => demo(readPort(args)) },
    process.stdout,
  );
} catch (error) {
  const misused = error instanceof UsageError;
  process.stderr.write(
    `${error instanceof Error ? error.message : String(error)}\n${misused ? `${USAGE}\n` : ''}`,
  );
  process.exit(misused ? EX_USAGE : 1);
}

/** Starts the sandbox and the bot in it, prints one address once it can be used, and runs until it is stopped. */
async function demo(port: number): Promise<void> {
  const sandbox = await sandboxOn(port);
  const ada = sandbox.person('Ada');
  sandbox.person('Ben', { locale: 'de', installed: true });
  sandbox.person('Emi', { locale: 'ja' });
  sandbox.person('Mo', { roles: [sandbox.roleId('Moderators')] }); // whom the owner may name
  sandbox.person('Olu', { admin: true }); // owns the server and the bot
  const dataDir = await mkdtemp(join(tmpdir(), 'demo-'));
  const bot = spawn(process.execPath, [join(import.meta.dirname, '..', 'src', 'main.ts')], {
    cwd: dataDir, // where there is no .env
    env: environment(sandbox, dataDir),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  createInterface({ input: bot.stdout }).on('line', (line) => {
    if (line.startsWith('{')) process.stderr.write(`${line}\n`); // its log, but not the link that invites it
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

  await botReady(sandbox, ada.id);
  process.stdout.write(`Open ${sandbox.url} in a browser and type /task. Ctrl+C ends the demo.\n`);
}

/** The settings of a bot that lives in the sandbox, with the embedded backend; none of the caller's own bot. */
function environment({ token, apiUrl }: Sandbox, dataDir: string) {
  const { PATH, NODE_COMPILE_CACHE, LOG_LEVEL = 'warn' } = process.env;
  return {
    PATH,
    NODE_COMPILE_CACHE,
    LOG_LEVEL,
    DISCORD_TOKEN: token,
    DISCORD_API_URL: apiUrl,
    DATA_DIR: dataDir,
    SAMPLES: 'true',
  };
}

async function sandboxOn(port: number): Promise<Sandbox> {
  try {
    const channels = ['general', 'tasks', 'moderation'];
    return await startSandbox({
      port,
      channels,
      roles: ['Moderators'],
      elsewhere: 'Elsewhere',
      routes: pageRoutes,
    });
  } catch (error) {
    const { cause } = error instanceof Error ? error : {};
    if (!(cause instanceof Error && 'code' in cause && cause.code === 'EADDRINUSE')) throw error;
    const other = port < LAST_PORT ? port + 1 : DEFAULT_PORT;
    throw new Error(`Port ${port} is in use already. Take another one: npm run demo -- --port ${other}`);
  }
}

/** @throws UsageError */
function readPort(args: readonly string[]): number {
  const { values, positionals } = readArguments(args, { port: { type: 'string' } });
  if (positionals.length > 0) throw new UsageError(`${positionals.join(' ')} says nothing here.`);
  const port = String(values.port ?? DEFAULT_PORT);
  if (!/^\d+$/.test(port) || Number(port) > LAST_PORT)
    throw new UsageError(`--port must be a number from 0 to ${LAST_PORT}.`);
  return Number(port);
}
