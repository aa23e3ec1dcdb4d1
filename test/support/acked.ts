import { type Kysely, sql } from 'kysely';
import { expect } from 'vitest';
import type { Schema } from '../../src/store/schema.ts';
import { nothingWaits } from './nothing-waits.ts';

/** Resolves when each task that was shown has been acked, and nothing else waits to be sent. */
export async function acked(db: Kysely<Schema>): Promise<void> {
  const unbound = sql`select 'of the test' from sessions where state = 'open' and message_id is null`;
  await expect.poll(async () => (await unbound.execute(db)).rows).toEqual([]);
  await nothingWaits(db);
}
