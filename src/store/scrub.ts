import { Worker } from 'node:worker_threads';
import { type Kysely, sql } from 'kysely';
import { isPostgres } from './dialect.ts';
import type { Schema } from './schema.ts';

// beside what was built the worker is a file of its own, see deploy/build.ts
const WORKER = import.meta.url.endsWith('.ts') ? './scrub-worker.ts' : './scrub-worker.mjs';

/**
 * Writes an SQLite database anew, so that neither its file nor its log holds anything that was deleted; false when
 * somebody was reading and it is to be tried again. It takes seconds for a large file, and so a thread of its own: others read
 * meanwhile, and who writes waits. PostgreSQL does that by itself, with its vacuum and as its log is reused.
 */
export async function scrub(db: Kysely<Schema>): Promise<boolean> {
  if (isPostgres(db)) return true;
  const { rows } = await sql<{ name: string; file: string }>`pragma database_list`.execute(db);
  const file = rows.find(({ name }) => name === 'main')?.file;
  if (file) return await inWorker(file);
  await sql`vacuum`.execute(db); // in memory
  return true;
}

function inWorker(file: string): Promise<boolean> {
  const { promise, resolve, reject } = Promise.withResolvers<boolean>();
  const worker = new Worker(new URL(WORKER, import.meta.url), { workerData: file });
  worker.once('message', (isClean: boolean) => resolve(isClean));
  worker.once('error', reject);
  worker.once('exit', (code) => reject(new Error(`The database was not written anew (exit code ${code})`)));
  return promise;
}
