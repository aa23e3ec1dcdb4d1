import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { Aim } from './write-killer-worker.ts';

/** Kills processes while they write to the bot's database. */
export type WriteKiller = {
  /** SIGKILL at the write after so many others; resolves when it was sent. */
  aim(aim: Aim): Promise<void>;
  /** Lets the process live, if it still does: its id will be another's one day. */
  lower(): void;
  close(): Promise<void>;
};

/**
 * Watches the log that SQLite writes ahead in a folder, in a thread with nothing else to do: a signal it sends at a write
 * arrives before the process goes on, so that what is written apart can be torn apart.
 */
export function newWriteKiller(dataDir: string): WriteKiller {
  const worker = new Worker(new URL('./write-killer-worker.ts', import.meta.url), {
    workerData: dataDir,
    execArgv: [],
  });
  return {
    async aim(aim) {
      const fired = once(worker, 'message');
      worker.postMessage(aim);
      await fired;
    },
    lower: () => worker.postMessage(undefined),
    async close() {
      await worker.terminate();
    },
  };
}
