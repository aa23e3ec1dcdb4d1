import { basename } from 'node:path';
import { Worker } from 'node:worker_threads';
import { DatasetError } from './failures.ts';

/** What a thread says last: what it found, or in one sentence what is in its way. */
export type Outcome<T> = { found: T } | { problem: string };

/** A thread of its own for a part of the work. */
export type Thread<T> = {
  worker: Worker;
  /**
   * What it found.
   * @throws DatasetError when something is in its way or it was stopped
   */
  outcome: Promise<T>;
  /** Ends it, whatever it is at; nothing when it is over. */
  end(): Promise<void>;
};

/** What a thread says to those who take its work as it goes on; `outcome` comes once, at the end. */
export type Said<T> = { outcome: Outcome<T> } | { room: number };

/**
 * Begins the thread of a program, named by its path below this folder; among what was built it lies beside the main program,
 * see deploy/build.ts. It ends when the signal says so.
 */
export function openThread<T>(program: string, workerData: unknown, signal: AbortSignal): Thread<T> {
  const { promise: outcome, resolve, reject } = Promise.withResolvers<T>();
  outcome.catch(() => {}); // told to whoever waits for it
  const file = import.meta.url.endsWith('.ts') ? `./${program}.ts` : `./${basename(program)}.mjs`;
  const worker = new Worker(new URL(file, import.meta.url), { workerData });
  const stop = () => void worker.terminate();
  worker.on('message', (said: Said<T>) => {
    if (!('outcome' in said)) return;
    if ('found' in said.outcome) resolve(said.outcome.found);
    else reject(new DatasetError(said.outcome.problem));
  });
  worker.once('error', reject);
  worker.once('exit', (code) => {
    signal.removeEventListener('abort', stop);
    reject(
      signal.aborted
        ? new DatasetError('Stopped before the end.')
        : new Error(`A thread ended (exit code ${code})`),
    );
  });
  if (signal.aborted) stop();
  else signal.addEventListener('abort', stop);
  return {
    worker,
    outcome,
    async end() {
      await worker.terminate();
    },
  };
}
