import { onTestFinished } from 'vitest';
import type { Db } from '../../../src/backend/db.ts';
import { seedSamples } from '../../../src/backend/samples/seed.ts';
import { memoryDatabase, memoryDatabases } from '../../support/database.ts';
import { type BackendSetup, backendOn, START, type TestBackend } from './standalone.ts';

export { KEY, OTHER_KEY, type Reply, type TestBackend } from './standalone.ts';

const withSamples = memoryDatabases((database) => seedSamples(database, () => START));

/** A backend on a fresh database in memory, or on `db`, with its own clock and seeded chance. */
export async function testBackend({ db, ...setup }: BackendSetup & { db?: Db } = {}): Promise<TestBackend> {
  const database = db ?? (await (setup.samples ? withSamples() : memoryDatabase()));
  if (!db) onTestFinished(() => database.destroy());
  return backendOn(database, setup);
}
