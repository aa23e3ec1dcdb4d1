import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { type RESTGetAPIGatewayBotResult, Routes } from 'discord-api-types/v10';
import type { Logger } from 'pino';
import type { Clock } from './clock.ts';
import { readArguments, UsageError } from './command-line.ts';
import { type Config, ConfigError, readConfig } from './config.ts';
import { createRest } from './discord/calls/rest.ts';
import { whyNoLogin } from './discord/login.ts';
import { createLogger } from './log.ts';
import { shardShares } from './shard-shares.ts';
import { type Child, supervise } from './supervise.ts';
import { forTerminal } from './terminal.ts';

const EX_USAGE = 64; // sysexits.h
const EX_CONFIG = 78;

/** The process that looks after those of the bot. */
export type Host = {
  env: Readonly<Record<string, string | undefined>>;
  execArgv: readonly string[];
  argv: readonly string[];
  stderr: { write(text: string): unknown };
  on(event: NodeJS.Signals, listener: (signal: NodeJS.Signals) => void): unknown;
  exit(code: number): void;
};

/** The machine's own time, that keeps the process alive while it waits: there is nothing else in it then. */
const wakefulClock: Clock = {
  now: Date.now,
  after(ms, work) {
    const timer = setTimeout(work, ms);
    return { cancel: () => clearTimeout(timer) };
  },
};

/** Runs all shards of the bot on this machine, in a process for each of its cores at most, until a signal comes. */
export async function runShards(args: readonly string[], host: Host): Promise<void> {
  try {
    const wish = shardsIn(args);
    const config = readConfig(host.env);
    const log = createLogger(config.logLevel);
    const count = wish === 'auto' ? await recommended(config, log) : wish;
    const shares = shardShares(count, availableParallelism());
    mustFit(config, shares.length);
    log.info({ shards: count, processes: shares.length }, 'starting the shards');
    const start = (index: number) => childOf(host, config, { share: shares[index] ?? [], index, count });
    const all = supervise(shares.length, { start, clock: wakefulClock, random: Math.random, log });
    for (const signal of ['SIGTERM', 'SIGINT'] as const) host.on(signal, () => all.stop(signal));
    host.exit(await all.ended);
  } catch (error) {
    const [code, sentences] = endingOf(error);
    host.stderr.write(`${forTerminal(sentences.join('\n'))}\n`);
    host.exit(code);
  }
}

/** @throws UsageError */
function shardsIn(args: readonly string[]): number | 'auto' {
  const { values, positionals } = readArguments(args, { shards: { type: 'string' } });
  const { shards } = values;
  if (positionals.length === 0 && shards === 'auto') return 'auto';
  if (positionals.length === 0 && typeof shards === 'string' && /^[1-9]\d{0,3}$/.test(shards))
    return Number(shards);
  throw new UsageError('Usage: npm start -- [--shards auto|NUMBER]. auto is as many as Discord recommends.');
}

async function recommended({ discord }: Config, log: Logger): Promise<number> {
  const { starting } = createRest({ api: discord.apiUrl, token: discord.token, log });
  const { shards } = (await starting.get(Routes.gatewayBot())) as RESTGetAPIGatewayBotResult; // Discord's own documented answer
  return shards;
}

/** @throws ConfigError for settings with which one process works, and these do not */
function mustFit({ discord, database }: Config, processes: number): void {
  const problems = [
    discord.publicKey !== undefined &&
      'DISCORD_PUBLIC_KEY must be unset: interactions that come by it have no shards',
    discord.shards !== undefined && 'SHARDS must be unset, because --shards shares them out',
    processes > 1 &&
      database.url === undefined &&
      `DATABASE_URL must be postgres://user:password@host:port/database, because ${processes} processes share it`,
  ].filter((problem) => problem !== false);
  if (problems.length > 0) throw new ConfigError(problems);
}

function childOf(
  { env, execArgv, argv }: Host,
  { listen: { port } }: Config,
  { share, index, count }: { share: readonly number[]; index: number; count: number },
): Child {
  const own = {
    SHARDS: share.join(','),
    SHARD_COUNT: String(count),
    ...(port ? { PORT: String(port + index) } : {}),
  };
  const [node = '', file = ''] = argv;
  const child = spawn(node, [...execArgv, file], { env: { ...env, ...own }, stdio: 'inherit' });
  const ended = once(child, 'exit').then(
    ([code]) => code as number | null, // as Node documents it
    () => null, // it could not be started
  );
  return { kill: (signal) => child.kill(signal), ended };
}

function endingOf(error: unknown): [code: number, sentences: readonly string[]] {
  if (error instanceof UsageError) return [EX_USAGE, [error.message]];
  if (error instanceof ConfigError) return [EX_CONFIG, error.problems];
  const why = whyNoLogin(error);
  if (why === undefined) throw error;
  return [1, [why]];
}
