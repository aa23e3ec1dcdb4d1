import type { Kysely } from 'kysely';
import type { Clock } from '../clock.ts';
import type { Schema } from './schema.ts';

/** How long it is remembered who has taken an interaction: much longer than processes hear of it at different times. */
const REMEMBERED_MS = 5 * 60_000;
const SWEEP_EVERY_MS = 60_000;
const MOST_AT_ONCE = 500;
const DISCORD_EPOCH_MS = 1_420_070_400_000;

type Asked = { id: string; resolve(isOurs: boolean): void; reject(error: unknown): void };

/**
 * Takes interactions for this process, of many that share the database and hear of the same ones: true for the first that
 * asks. Those that come together are asked for together.
 */
export function interactionTaker(
  db: Kysely<Schema>,
  clock: Pick<Clock, 'now'>,
): (interactionId: string) => Promise<boolean> {
  const waiting: Asked[] = [];
  let isAsking = false;
  let sweptAt = clock.now();

  async function ask(): Promise<void> {
    if (isAsking) return;
    isAsking = true;
    await Promise.resolve(); // others may come in the same breath
    while (waiting.length > 0) {
      const now = waiting.splice(0, MOST_AT_ONCE);
      await answer(now).catch((error: unknown) => {
        for (const { reject } of now) reject(error);
      });
    }
    isAsking = false;
  }

  async function answer(asked: readonly Asked[]): Promise<void> {
    const ours = await take(
      db,
      asked.map(({ id }) => id),
    );
    for (const { id, resolve } of asked) resolve(ours.delete(id)); // the same one twice is ours once
    if (clock.now() - sweptAt < SWEEP_EVERY_MS) return;
    sweptAt = clock.now();
    await forgetBefore(db, sweptAt - REMEMBERED_MS);
  }

  return (id) =>
    new Promise((resolve, reject) => {
      waiting.push({ id, resolve, reject });
      void ask();
    });
}

/** Those of these interactions that nobody had before. */
async function take(db: Kysely<Schema>, ids: readonly string[]): Promise<Set<string>> {
  const rows = await db
    .insertInto('taken_interactions')
    .values([...new Set(ids)].map((id) => ({ id })))
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning((eb) => eb.cast<string>('id', 'text').as('id'))
    .execute();
  return new Set(rows.map(({ id }) => id));
}

async function forgetBefore(db: Kysely<Schema>, time: number): Promise<void> {
  const first = String(BigInt(Math.max(0, time - DISCORD_EPOCH_MS)) << 22n);
  await db.deleteFrom('taken_interactions').where('id', '<', first).execute();
}
