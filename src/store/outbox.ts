import { type Kysely, type RawBuilder, type Selectable, sql } from 'kysely';
import { isPostgres } from './dialect.ts';
import { hasCome } from './due.ts';
import { prepared } from './prepared.ts';
import type { Schema } from './schema.ts';
import type { OutboxKind, OutboxTable } from './tables.ts';

type Kinds = readonly OutboxKind[];

export type OutboxRow = Selectable<OutboxTable>;

export type NewCall = {
  kind: OutboxKind;
  taskId: string;
  /** Calls of one queue go out in their order: the id of the task, or a key of its own for what need not wait. */
  queueKey: string;
  body: unknown;
  /** When it may go out, epoch ms; at once when left out. */
  notBefore?: number;
};

/** Puts a call at the end of its queue. Belongs into the transaction that makes it necessary. */
export async function enqueue(db: Kysely<Schema>, call: NewCall, now: number): Promise<void> {
  await added(db, valuesOf(call, now));
}

const added = prepared((db, call: CallValues) => adding(db, call, { attempts: 0, leased_until: 0 }));

/**
 * The same for a call that is to go out at once: unless another waits before it, it is in our hands from its first moment
 * until `until` (epoch ms), its attempt counted, as if `leaseHead` had taken it. Gives it then.
 */
export async function enqueueHeld(
  db: Kysely<Schema>,
  call: Omit<NewCall, 'notBefore'>,
  now: number,
  until: number,
): Promise<OutboxRow | undefined> {
  const [row] = await addedHeld(db, { ...valuesOf(call, now), until });
  return row && row.attempts > 0 ? row : undefined;
}

const addedHeld = prepared((db, call: CallValues & { until: number }) => {
  const unlessBehind = (value: RawBuilder<unknown>) =>
    sql<number>`case when exists ${firstWaiting(db, call.queueKey).select('id')} then 0 else ${value} end`;
  const ours = {
    attempts: unlessBehind(sql.lit(1)),
    leased_until: unlessBehind(sql`cast(${call.until} as bigint)`),
  };
  return adding(db, call, ours).returningAll();
});

type CallValues = Required<Omit<NewCall, 'body'>> & { id: string; body: string; now: number };

function valuesOf({ body, ...call }: NewCall, now: number): CallValues {
  return { notBefore: now, ...call, id: crypto.randomUUID(), body: JSON.stringify(body), now };
}

function adding(
  db: Kysely<Schema>,
  call: CallValues,
  hold: Record<'attempts' | 'leased_until', number | RawBuilder<number>>,
) {
  const { id, queueKey: lane, kind, taskId: task_id, body, notBefore: not_before, now: created_at } = call;
  return db.insertInto('outbox').values({
    id,
    lane,
    position: (eb) =>
      eb
        .selectFrom('outbox')
        .select(sql<number>`coalesce(max(position), -1) + 1`.as('next'))
        .where('lane', '=', lane),
    kind,
    task_id,
    body,
    state: 'waiting',
    not_before,
    created_at,
    ...hold,
  });
}

/** The first call of a queue that still waits. */
export async function headOf(db: Kysely<Schema>, queueKey: string): Promise<OutboxRow | undefined> {
  return await firstWaiting(db, queueKey).selectAll().executeTakeFirst();
}

/**
 * Takes the first waiting call of a queue for sending, until `until` (epoch ms); undefined when there is none, when it is
 * not due, in somebody else's hands, or of a kind that only a newer version can send. Counts the attempt, whose number is the proof that the call is still ours.
 */
export async function leaseHead(
  db: Kysely<Schema>,
  queueKey: string,
  now: number,
  until: number,
  kinds: Kinds,
): Promise<OutboxRow | undefined> {
  return await db
    .updateTable('outbox')
    .set((eb) => ({ leased_until: until, attempts: eb('attempts', '+', 1) }))
    .where('id', '=', firstWaiting(db, queueKey).select('id'))
    .where('state', '=', 'waiting')
    .where('kind', 'in', kinds)
    .where(hasCome('not_before', now))
    .where(hasCome('leased_until', now))
    .returningAll()
    .executeTakeFirst();
}

function firstWaiting(db: Kysely<Schema>, queueKey: string) {
  return db
    .selectFrom('outbox')
    .where('lane', '=', queueKey)
    .where('position', '>=', 0) // all are: SQLite then looks into the queue, and never through all that waits
    .where('state', '=', 'waiting')
    .orderBy('position')
    .limit(1);
}

/** A call in our hands: its attempt says that nobody has taken it over since. */
export type HeldCall = Pick<OutboxRow, 'id' | 'lane' | 'position' | 'attempts'>;

/**
 * Ends a call that is still ours: the backend has it, or has refused it for good. Says whether its queue has more;
 * undefined when somebody else has taken the call over meanwhile.
 */
export async function settle(
  db: Kysely<Schema>,
  { id, lane, position, attempts }: HeldCall,
  state: 'sent' | 'refused',
): Promise<{ hasMore: boolean } | undefined> {
  const [row] = await settled(db, { id, lane, position, attempts, state });
  return row && { hasMore: Boolean(row.more) };
}

const settled = prepared((db, call: HeldCall & { state: 'sent' | 'refused' }) =>
  held(db, call)
    .set({ state: call.state, leased_until: 0 })
    .returning((eb) =>
      eb
        .exists(
          eb
            .selectFrom('outbox as later')
            .select('later.id')
            .where('later.lane', '=', call.lane)
            .where('later.state', '=', 'waiting')
            .where('later.position', '>', call.position),
        )
        .as('more'),
    ),
);

/** Puts a call that is still ours back, to be tried again at `notBefore`. */
export async function postpone(db: Kysely<Schema>, call: HeldCall, notBefore: number): Promise<void> {
  await held(db, call).set({ not_before: notBefore, leased_until: 0 }).execute();
}

/** Makes all that waits in a queue due at `now` (epoch ms) at the latest. */
export async function hurry(db: Kysely<Schema>, queueKey: string, now: number): Promise<void> {
  await db
    .updateTable('outbox')
    .set({ not_before: now })
    .where('lane', '=', queueKey)
    .where('position', '>=', 0) // as in `firstWaiting`
    .where('state', '=', 'waiting')
    .where('not_before', '>', now)
    .execute();
}

function held(db: Kysely<Schema>, { id, attempts }: HeldCall) {
  return db
    .updateTable('outbox')
    .where('id', '=', id)
    .where('state', '=', 'waiting')
    .where('attempts', '=', attempts);
}

/**
 * Takes the first waiting calls of queues, the longest due first, for sending until `until` (epoch ms), as `leaseHead` does;
 * those that another process takes just now are passed over.
 */
export async function leaseDue(
  db: Kysely<Schema>,
  now: number,
  until: number,
  most: number,
  kinds: Kinds,
): Promise<OutboxRow[]> {
  const due = heads(db, kinds)
    .select('outbox.id')
    .where(hasCome('not_before', now))
    .where(hasCome('leased_until', now))
    .orderBy('outbox.not_before')
    .limit(most)
    .$if(isPostgres(db), (query) => query.forUpdate('outbox').skipLocked());
  const rows = await db
    .updateTable('outbox')
    .set((eb) => ({ leased_until: until, attempts: eb('attempts', '+', 1) }))
    .where('id', 'in', due)
    .returningAll()
    .execute();
  return rows.toSorted((a, b) => a.not_before - b.not_before);
}

/** When the next waiting call that nobody is busy with is due, epoch ms; undefined when there is none. */
export async function nextDue(db: Kysely<Schema>, now: number, kinds: Kinds): Promise<number | undefined> {
  const row = await heads(db, kinds)
    .select('outbox.not_before')
    .where(hasCome('leased_until', now))
    .orderBy('outbox.not_before')
    .limit(1)
    .executeTakeFirst();
  return row?.not_before;
}

function heads(db: Kysely<Schema>, kinds: Kinds) {
  return db
    .selectFrom('outbox')
    .where('outbox.state', '=', 'waiting')
    .where('outbox.kind', 'in', kinds)
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
