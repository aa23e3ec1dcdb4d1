import { spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { compileCache } from '../../support/compile-cache.ts';
import { root } from '../../support/sources.ts';

/**
 * How a process ended: `killed` by SIGKILL or before it could hear SIGTERM, `stopped` after SIGTERM with exit code 0,
 * `failed` in any other way; `at` is milliseconds since the run began.
 */
export type End = { how: 'killed' | 'stopped' | 'failed'; code: number | null; at: number };

/** One process of the bot. */
export type BotProcess = {
  number: number;
  /** Resolves when it takes interactions, or has ended before it could. */
  ready: Promise<boolean>;
  ended: Promise<End>;
  isReady(): boolean;
  end(): End | undefined;
  /** Whether it was told to stop, or has ended. */
  isStopping(): boolean;
  kill(): void;
  /** Expects SIGKILL from somebody else from now on, who gets the process id. */
  doom(): number;
  /** SIGTERM. */
  stop(): void;
};

export type ProcessParts = {
  number: number;
  env: Readonly<Record<string, string>>;
  /** Where its log goes, and where it runs. */
  folder: string;
  /** Told about each line it prints. */
  onLine(line: string): void;
  /** Milliseconds since the run began. */
  now(): number;
};

/** Starts the bot as anybody would, with nothing of our own environment but the path. */
export function startProcess({ number, env, folder, onLine, now }: ProcessParts): BotProcess {
  const child = spawn(process.execPath, [join(root, 'src/main.ts')], {
    cwd: folder,
    env: { PATH: process.env.PATH, ...compileCache, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const { pid } = child;
  if (pid === undefined) throw new Error('The bot could not be started.');
  const log = createWriteStream(join(folder, `bot-${number}.log`));
  const state = { ready: false, told: new Set<NodeJS.Signals>(), end: undefined as End | undefined };
  const ready = Promise.withResolvers<boolean>();
  const ended = Promise.withResolvers<End>();

  function hear(stream: Readable) {
    createInterface({ input: stream }).on('line', (line) => {
      log.write(`${line}\n`);
      onLine(line);
      if (!line.startsWith('Add the bot to a server')) return;
      state.ready = true;
      ready.resolve(true);
    });
  }
  hear(child.stdout);
  hear(child.stderr);
  child.once('close', (code, signal) => {
    const isKilled = signal !== null && state.told.has(signal);
    const how = isKilled ? 'killed' : state.told.has('SIGTERM') && code === 0 ? 'stopped' : 'failed';
    state.end = { how, code, at: now() };
    log.end();
    ready.resolve(false);
    ended.resolve(state.end);
  });

  function signal(name: 'SIGKILL' | 'SIGTERM') {
    state.told.add(name);
    child.kill(name);
  }

  return {
    number,
    ready: ready.promise,
    ended: ended.promise,
    isReady: () => state.ready,
    end: () => state.end,
    isStopping: () => state.told.size > 0 || state.end !== undefined,
    kill: () => signal('SIGKILL'),
    doom() {
      state.told.add('SIGKILL');
      return pid;
    },
    stop: () => signal('SIGTERM'),
  };
}
