import { DatabaseSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import type { Vacuum } from './vacuum.ts';

// Writes a database anew, in its place or into another file, with a connection of its own.

const PATIENCE_MS = 5_000; // as everywhere, see sqlite.ts
/** For whoever writes just now; who reads for long is waited for by asking again. */
const PATIENCE_FOR_LOG_MS = 250;
const Wish: z.ZodType<Vacuum> = z.object({
  file: z.string(),
  into: z.string().optional(),
  readOnly: z.boolean().optional(),
  onlyLog: z.boolean().optional(),
});
const Busy = z.object({ busy: z.number() });

const { file, into, readOnly = false, onlyLog = false } = Wish.parse(workerData);
const database = new DatabaseSync(file, { timeout: onlyLog ? PATIENCE_FOR_LOG_MS : PATIENCE_MS, readOnly });
parentPort?.postMessage(done());
database.close();

function done(): boolean {
  if (into !== undefined) return copied(into);
  if (!onlyLog) database.exec('vacuum');
  return logIsEmpty();
}

function copied(fresh: string): boolean {
  database.prepare('vacuum into ?').run(fresh);
  return true;
}

/** False when somebody was reading, so that the log still has what was there. */
function logIsEmpty(): boolean {
  return Busy.parse(database.prepare('pragma wal_checkpoint(truncate)').get()).busy === 0;
}
