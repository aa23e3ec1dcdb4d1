import type { Kysely } from 'kysely';
import { leaseDue } from '../../src/store/outbox.ts';
import type { Schema } from '../../src/store/schema.ts';
import { outboxKinds } from '../../src/store/tables.ts';

class Undone extends Error {}

/** Whose first call would be taken now, in this order, without anything being taken. */
export async function dueQueues(db: Kysely<Schema>, now: number, most: number): Promise<string[]> {
  let lanes: string[] = [];
  await db
    .transaction()
    .execute(async (tx) => {
      lanes = (await leaseDue(tx, now, now + 1, most, outboxKinds)).map(({ lane }) => lane);
      throw new Undone();
    })
    .catch((error: unknown) => {
      if (!(error instanceof Undone)) throw error;
    });
  return lanes;
}
