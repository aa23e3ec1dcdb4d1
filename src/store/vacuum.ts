import { Worker } from 'node:worker_threads';

/** An SQLite file to write anew, in its place or `into` another; `readOnly` for one that must stay as it is. */
export type Vacuum = {
  file: string;
  into?: string | undefined;
  readOnly?: boolean | undefined;
  /** Only takes what is in the log into the file. */
  onlyLog?: boolean | undefined;
};

// beside what was built the worker is a file of its own, see deploy/build.ts
const WORKER = import.meta.url.endsWith('.ts') ? './vacuum-worker.ts' : './vacuum-worker.mjs';

/**
 * Writes an SQLite database without what was deleted. It takes seconds for a large file, and so a thread of its own: others
 * read meanwhile. False when, in its place, somebody was reading and it is to be tried again. Rejects with what SQLite has
 * against it.
 */
export function vacuum(wish: Vacuum): Promise<boolean> {
  const { promise, resolve, reject } = Promise.withResolvers<boolean>();
  const worker = new Worker(new URL(WORKER, import.meta.url), { workerData: wish });
  let isClean: boolean | undefined;
  worker.once('message', (value: boolean) => {
    isClean = value;
  });
  worker.once('error', reject);
  worker.once('exit', (code) => {
    if (isClean !== undefined)
      resolve(isClean); // only now: until then it has the file open
    else reject(new Error(`The database was not written anew (exit code ${code})`));
  });
  return promise;
}
