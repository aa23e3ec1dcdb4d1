import { type Kysely, type Selectable, sql } from 'kysely';
import type { Schema } from './schema.ts';
import type { OutboxKind, OutboxTable } from './tables.ts';

export type OutboxRow = Selectable<OutboxTable>;

export type NewCall = {
  kind: OutboxKind;
  taskId: string;
  lane: string;
  body: unknown;
  /** When it may go out, epoch ms; at once when left out. */
  notBefore?: number;
};

/** Puts a call at the end of its lane. Belongs into the transaction that makes it necessary. */
export async function enqueue(db: Kysely<Schema>, call: NewCall, now: number): Promise<void> {
  await db
    .insertInto('outbox')
    .values({
      id: crypto.randomUUID(),
      lane: call.lane,
      position: (eb) =>
        eb
          .selectFrom('outbox')
          .select(sql<number>`coalesce(max(position), -1) + 1`.as('next'))
          .where('lane', '=', call.lane),
      kind: call.kind,
      task_id: call.taskId,
      body: JSON.stringify(call.body),
      state: 'waiting',
      attempts: 0,
      not_before: call.notBefore ?? now,
      leased_until: 0,
      created_at: now,
    })
    .execute();
}

/** The first call of a lane that still waits. */
export async function headOf(db: Kysely<Schema>, lane: string): Promise<OutboxRow | undefined> {
  return await db
    .selectFrom('outbox')
    .selectAll()
    .where('lane', '=', lane)
    .where('state', '=', 'waiting')
    .orderBy('position')
    .limit(1)
    .executeTakeFirst();
}

/** Takes a call for sending; undefined when it is not due, or in somebody else's hands. Counts the attempt. */
export async function lease(
  db: Kysely<Schema>,
  id: string,
  now: number,
  until: number,
): Promise<OutboxRow | undefined> {
  return await db
    .updateTable('outbox')
    .set((eb) => ({ leased_until: until, attempts: eb('attempts', '+', 1) }))
    .where('id', '=', id)
    .where('state', '=', 'waiting')
    .where('not_before', '<=', now)
    .where('leased_until', '<=', now)
    .returningAll()
    .executeTakeFirst();
}

/** Ends a call: the backend has it, or has refused it for good. */
export async function settle(db: Kysely<Schema>, id: string, state: 'sent' | 'refused'): Promise<void> {
  await db.updateTable('outbox').set({ state, leased_until: 0 }).where('id', '=', id).execute();
}

/** Puts a call back, to be tried again at `notBefore`. */
export async function postpone(db: Kysely<Schema>, id: string, notBefore: number): Promise<void> {
  await db
    .updateTable('outbox')
    .set({ not_before: notBefore, leased_until: 0 })
    .where('id', '=', id)
    .execute();
}

/** Lets a lane's waiting calls go out now. */
export async function hasten(db: Kysely<Schema>, lane: string, now: number): Promise<void> {
  await db
    .updateTable('outbox')
    .set({ not_before: now })
    .where('lane', '=', lane)
    .where('state', '=', 'waiting')
    .where('not_before', '>', now)
    .execute();
}

/** Takes back a nack that has not gone out; false when it has, or is just going. */
export async function withdrawNack(db: Kysely<Schema>, taskId: string, now: number): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('outbox')
    .where('lane', '=', taskId)
    .where('kind', '=', 'nack')
    .where('state', '=', 'waiting')
    .where('leased_until', '<=', now)
    .where('attempts', '=', 0)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

/** Lanes whose first waiting call is due, the longest waiting first. */
export async function dueLanes(db: Kysely<Schema>, now: number, most: number): Promise<string[]> {
  const rows = await heads(db)
    .where('outbox.not_before', '<=', now)
    .where('outbox.leased_until', '<=', now)
    .orderBy('outbox.not_before')
    .limit(most)
    .execute();
  return rows.map((row) => row.lane);
}

/** When the next waiting call that nobody is busy with is due, epoch ms; undefined when there is none. */
export async function nextDue(db: Kysely<Schema>, now: number): Promise<number | undefined> {
  const row = await heads(db)
    .where('outbox.leased_until', '<=', now)
    .orderBy('outbox.not_before')
    .limit(1)
    .executeTakeFirst();
  return row?.not_before;
}

function heads(db: Kysely<Schema>) {
  return db
    .selectFrom('outbox')
    .select(['outbox.lane', 'outbox.not_before'])
    .where('outbox.state', '=', 'waiting')
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('outbox as earlier')
            .select('earlier.id')
            .whereRef('earlier.lane', '=', 'outbox.lane')
            .whereRef('earlier.position', '<', 'outbox.position')
            .where('earlier.state', '=', 'waiting'),
        ),
      ),
    );
}

/** How many answers the backend has not got yet, and since when the oldest of them waits, epoch ms. */
export async function backlog(db: Kysely<Schema>): Promise<{ answers: number; oldest: number | undefined }> {
  const { answers, oldest } = await db
    .selectFrom('outbox')
    .select((eb) => [eb.fn.countAll<number>().as('answers'), eb.fn.min('created_at').as('oldest')])
    .where('state', '=', 'waiting')
    .where('kind', '=', 'answer')
    .executeTakeFirstOrThrow();
  return { answers: Number(answers), oldest: oldest ?? undefined };
}
