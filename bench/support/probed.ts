import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { listeningPort } from '../../test/support/listening-port.ts';

const Usage = z.object({ cpuMs: z.number(), rssMb: z.number(), statements: z.number() });

/** What a program has used up to now; `statements` are those it has put to SQLite. */
export type Usage = z.infer<typeof Usage>;

/** A program in a process of its own that tells what it uses. */
export type Probed = {
  usage(): Promise<Usage>;
  /** What it prints, as it comes. */
  onOutput(listener: (text: string) => void): void;
  /** Resolves once it has ended, however that came. */
  ended: Promise<unknown>;
  /** Ends it in order. */
  stop(): Promise<void>;
};

/** One heap for all threads, as the image has it. */
export const MALLOC_ARENA_MAX = '1';

const probe = join(import.meta.dirname, 'probe.mjs');

/**
 * Starts a program in a folder, with nothing in its environment but what is given, and the way to other programs. What is
 * built comes with what is imported before it, and with one heap for all threads, as the image has it.
 */
export function startProbed(file: string, folder: string, env: Readonly<Record<string, string>>): Probed {
  const cache = file.endsWith('.mjs') ? ['--import', join(dirname(file), 'compile-cache.mjs')] : [];
  const flags = [...cache, '--max-semi-space-size=4', '--import', probe];
  const child = spawn(process.execPath, [...flags, file], {
    cwd: folder, // where there is no .env
    env: { PATH: process.env.PATH, NODE_OPTIONS: process.env.NODE_OPTIONS, MALLOC_ARENA_MAX, ...env },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  const { stdout } = child;
  if (!stdout) throw new TypeError('it has no output');
  stdout.setEncoding('utf8').resume();
  const ended = once(child, 'exit');
  return {
    usage: () => usageOf(child),
    onOutput: (listener) => void stdout.on('data', listener),
    ended,
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

async function usageOf(child: ChildProcess): Promise<Usage> {
  const told = once(child, 'message');
  child.send('usage');
  const [usage] = await told;
  return Usage.parse(usage);
}

/** The port that a bot has said it listens on, once it has said that it takes interactions. */
export async function portOnceReady({ onOutput, ended }: Probed): Promise<number> {
  const { promise, resolve } = Promise.withResolvers<number>();
  let output = '';
  onOutput((text) => {
    output += text;
    const port = listeningPort(output);
    if (port !== undefined && output.includes('Add the bot to a server')) resolve(port);
  });
  const early = ended.then(() => Promise.reject(new Error('a bot has ended before it was ready')));
  return await Promise.race([promise, early]);
}
