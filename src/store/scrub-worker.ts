import { DatabaseSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';
import { z } from 'zod';

// Writes a database anew, with a connection of its own.

const PATIENCE_MS = 5_000; // as everywhere, see sqlite.ts
const Busy = z.object({ busy: z.number() });

const database = new DatabaseSync(z.string().parse(workerData), { timeout: PATIENCE_MS });
database.exec('vacuum');
const { busy } = Busy.parse(database.prepare('pragma wal_checkpoint(truncate)').get());
database.close();
parentPort?.postMessage(busy === 0);
