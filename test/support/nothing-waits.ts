import type { Kysely } from 'kysely';
import { expect } from 'vitest';
import type { Schema } from '../../src/store/schema.ts';

/** Resolves when all calls have come to their end, and that is written down. */
export async function nothingWaits(db: Kysely<Schema>): Promise<void> {
  const waiting = () => db.selectFrom('outbox').select('id').where('state', '=', 'waiting').execute();
  await expect.poll(waiting).toEqual([]);
}
