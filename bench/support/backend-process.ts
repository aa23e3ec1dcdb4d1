import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** The embedded backend in a process of its own, as `npm run backend` starts it. */
export type BackendProcess = {
  url: string;
  pid: number;
  /** Ends it with a signal, and gives its exit code; null where the signal ended it. */
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null>;
};

/** The trusted key that it is started with. */
export const KEY = 'bench';

const program = join(import.meta.dirname, '..', '..', 'src', 'backend', 'cli', 'main.ts');

/**
 * Starts one on the data of a folder, at any free port, and waits until it takes requests. `assignments` are settings.
 * @throws Error when it ends before that
 */
export async function startBackend(
  folder: string,
  assignments: readonly string[] = [],
): Promise<BackendProcess> {
  const settings = assignments.flatMap((one) => ['--set', one]);
  const args = [program, '--port', '0', '--empty', '--data-dir', folder, ...settings];
  const child = spawn(process.execPath, args, {
    env: {
      PATH: process.env.PATH,
      BACKEND_KEY: KEY,
      LOG_LEVEL: 'error',
      NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  const line = await Promise.race([once(createInterface({ input: child.stdout }), 'line'), ended]);
  const url = /http:\S+/.exec(String(line[0]))?.[0];
  const { pid } = child;
  if (url === undefined || pid === undefined) throw new Error(`the backend did not start: ${line[0]}`);
  return { url, pid, end: (signal) => endOf(child, ended, signal) };
}

async function endOf(child: ChildProcess, ended: Promise<unknown[]>, signal: NodeJS.Signals) {
  if (child.exitCode !== null || child.signalCode !== null)
    throw new Error(`the backend had ended by itself: ${child.exitCode ?? child.signalCode}`);
  child.kill(signal);
  await ended;
  return child.exitCode;
}
