import type { Kysely } from 'kysely';
import { expect } from 'vitest';
import type { Schema } from '../../src/store/schema.ts';

/** Resolves when all calls have come to their end, and that is written down; how long that may take is the test's, unless it is given. */
export async function nothingWaits(db: Kysely<Schema>, patience: { timeout?: number } = {}): Promise<void> {
  const waiting = () => db.selectFrom('outbox').select('id').where('state', '=', 'waiting').execute();
  await expect.poll(waiting, patience).toEqual([]);
}
