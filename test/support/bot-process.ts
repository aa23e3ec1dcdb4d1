import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { serve } from '@hono/node-server';
import { expect, inject, onTestFinished } from 'vitest';
import type { Sandbox } from '../../sandbox/server.ts';
import { builtIn } from './built-in.ts';
import { compileCache } from './compile-cache.ts';
import { freshFolder } from './folder.ts';
import type { ScriptedBackend } from './scripted-backend.ts';
import { root } from './sources.ts';

export type BotProcess = {
  /** All it has written, to both of its outputs. */
  output(): string;
  /** What it has told whoever starts it, apart from the log. */
  complaints(): string;
  /** Resolves once it has written something. Rejects, with its output, when it ends without. */
  says(words: string): Promise<void>;
  kill(signal: NodeJS.Signals): void;
  hasEnded(): boolean;
  /** Its exit code, once it has ended; the signal if that ended it. */
  ended: Promise<number | NodeJS.Signals | null>;
};

export type BotProcessOptions = {
  env?: Record<string, string>;
  /** Options for Node. */
  node?: string[];
  /** What follows the program on its command line. */
  args?: string[];
  /** A command that runs the one after it, such as `nice`. */
  through?: string[];
  uid?: number;
};

/** Runs the bot, as it is or built, as a process of its own, with nothing in its environment but what is given. */
export function botProcess({
  env = {},
  node = [],
  args: given = [],
  through = [],
  uid,
}: BotProcessOptions): BotProcess {
  const program = inject('program') === 'built' ? join(builtIn, 'bot.mjs') : join(root, 'src', 'main.ts');
  const [command, ...args] = [...through, process.execPath, ...node, program, ...given];
  const child: ChildProcessByStdio<null, Readable, Readable> = spawn(command ?? '', args, {
    cwd: '/', // away from any .env
    env: { ...compileCache, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(uid === undefined ? {} : { uid }),
  });
  const heard = { out: '', err: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    heard.out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    heard.err += text;
  });
  const output = () => heard.out + heard.err;
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null;
  const ended = once(child, 'close').then(([code, signal]) => code ?? signal);
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  return {
    output,
    complaints: () => heard.err,
    async says(words) {
      // many processes that start at once on a busy machine keep one another waiting
      const patience = { interval: 20, timeout: 120_000 };
      await expect.poll(() => hasEnded() || output().includes(words), patience).toBe(true);
      if (!output().includes(words)) throw new Error(`It has not said "${words}", but:\n${output()}`);
    },
    kill: (signal) => child.kill(signal),
    hasEnded,
    ended,
  };
}

/** Settings with which a bot lives in a sandbox, before a backend on a port of its own. */
export async function settingsFor(sandbox: Sandbox, backend: ScriptedBackend) {
  return {
    DISCORD_TOKEN: sandbox.token,
    DISCORD_API_URL: sandbox.apiUrl,
    DATA_DIR: await freshFolder(),
    OASST_API_URL: await listening(backend),
    OASST_API_KEY: 'key-of-the-backend',
  };
}

async function listening(backend: ScriptedBackend): Promise<string> {
  // the server's own kind of request is not one for others
  const fetch = async (request: Request) => {
    const { url, method } = request;
    const headers = Object.fromEntries(request.headers);
    const body = method === 'GET' ? {} : { body: await request.text() };
    return await backend.fetch(url, { method, headers, ...body });
  };
  const { promise, resolve } = Promise.withResolvers<string>();
  const server = serve({ fetch, port: 0, hostname: '127.0.0.1', overrideGlobalObjects: false }, ({ port }) =>
    resolve(`http://127.0.0.1:${port}`),
  );
  onTestFinished(async () => {
    if ('closeAllConnections' in server) server.closeAllConnections();
    server.close();
  });
  return await promise;
}
