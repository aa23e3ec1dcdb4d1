import { DatabaseSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';
import type { Vacuum } from './vacuum.ts';

// Writes a database anew, in its place or into another file, with a connection of its own.

const PATIENCE_MS = 5_000; // as everywhere, see sqlite.ts
const Wish: z.ZodType<Vacuum> = z.object({
  file: z.string(),
  into: z.string().optional(),
  readOnly: z.boolean().optional(),
});
const Busy = z.object({ busy: z.number() });

const { file, into, readOnly = false } = Wish.parse(workerData);
const database = new DatabaseSync(file, { timeout: PATIENCE_MS, readOnly });
parentPort?.postMessage(into === undefined ? anew() : copied(into));
database.close();

function copied(fresh: string): boolean {
  database.prepare('vacuum into ?').run(fresh);
  return true;
}

/** False when somebody was reading, so that the log still has what was there. */
function anew(): boolean {
  database.exec('vacuum');
  return Busy.parse(database.prepare('pragma wal_checkpoint(truncate)').get()).busy === 0;
}
