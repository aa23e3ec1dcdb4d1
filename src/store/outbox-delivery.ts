import type { Kysely } from 'kysely';
import type { Logger } from 'pino';
import { type Clock, createPauses, createRounds } from '../clock.ts';
import { headOf, leaseDue, leaseHead, nextDue, type OutboxRow, postpone } from './outbox.ts';
import type { Schema } from './schema.ts';
import type { OutboxKind } from './tables.ts';

/** What became of an attempt to deliver. */
export type Verdict =
  | { is: 'sent' }
  | { is: 'later'; waitMs: number; error: unknown }
  | { is: 'refused'; error: unknown };

/** How long a call may be under way before another process may take it over: longer than the 10 s of the call and the
 * 10 s of a second look at what became of it. */
export const LEASE_MS = 30_000;
/** How soon it is looked whether another process is done with what a person waits for; twice as long each time. */
const SHORTEST_LOOK_MS = 50;
const LONGEST_LOOK_MS = 1_000;
/** How many queues are served at once. */
const PARALLEL = 8;

export type QueueDeliveryParts = {
  db: Kysely<Schema>;
  clock: Clock;
  log: Logger;
  /** The kinds of calls that are delivered here. */
  kinds: readonly OutboxKind[];
  /** Makes one attempt, and says what became of it. Never rejects. */
  outcomeOf(row: OutboxRow): Promise<Verdict>;
  /** Writes down how a call ended, and says whether its queue has more; undefined when it is not ours any more. */
  conclude(
    row: OutboxRow,
    verdict: Exclude<Verdict, { is: 'later' }>,
  ): Promise<{ hasMore: boolean } | undefined>;
  /** Told of each call that came to its end. */
  ended?(row: OutboxRow, outcome: 'sent' | 'refused'): void;
};

/** Brings what is owed to others there: in order within a queue, as often as it takes. */
export type Delivery = {
  /**
   * Sends what is due in a queue, `held` first if it is ours already; tells whether anything still waits in it. What another
   * process has in its hands just now is waited for, so long at most.
   */
  deliver(queueKey: string, held?: OutboxRow, patienceMs?: number): Promise<'empty' | 'waiting'>;
  /** Looks for due calls from now on. */
  start(): void;
  /** Says that there may be new work. */
  wake(): void;
  /** Ends looking, and waits for what is under way. */
  stop(): Promise<void>;
};

/** The delivery of the outbox. Never throws for what others answer; `deliver` throws what the database throws. */
export function createQueueDelivery(parts: QueueDeliveryParts): Delivery {
  const { db, clock, log, kinds } = parts;
  const queues = new Map<string, Promise<'empty' | 'waiting'>>();
  const busy = new Set<string>();
  const pauses = createPauses(clock);
  const rounds = createRounds({
    clock,
    look,
    failed: (error) => log.error({ err: error }, 'the outbox could not be read'),
    nextDue: (now) => (busy.size < PARALLEL ? nextDue(db, now, kinds) : undefined),
  });

  /** One caller at a time in each queue; a second one goes after the first. */
  function deliver(queueKey: string, held?: OutboxRow, patienceMs = 0): Promise<'empty' | 'waiting'> {
    const until = clock.now() + patienceMs;
    const before = queues.get(queueKey) ?? Promise.resolve();
    const work = before.catch(() => {}).then(() => empty(queueKey, held, until));
    queues.set(queueKey, work);
    const finished = () => {
      if (queues.get(queueKey) === work) queues.delete(queueKey);
    };
    work.then(
      (left) => {
        finished();
        if (left === 'waiting') return rounds.plan(); // an empty queue makes nothing due
      },
      () => {
        finished();
        return rounds.plan();
      },
    );
    return work;
  }

  async function empty(
    queueKey: string,
    held: OutboxRow | undefined,
    until: number,
  ): Promise<'empty' | 'waiting'> {
    let lookMs = SHORTEST_LOOK_MS;
    for (let ours = held; ; ours = undefined) {
      const now = clock.now();
      const isOurs = ours !== undefined && now < ours.leased_until; // not if we have slept over it
      const row = isOurs ? ours : await leaseHead(db, queueKey, now, now + LEASE_MS, kinds);
      if (!row) {
        const head = await headOf(db, queueKey);
        if (!head) return 'empty';
        const isOthers = head.leased_until > now;
        if (!isOthers || now + lookMs > until || pauses.isOver()) return 'waiting';
        await pauses.pause(lookMs);
        lookMs = Math.min(2 * lookMs, LONGEST_LOOK_MS);
        continue;
      }
      const done = await attempt(row);
      if (!done) return 'waiting';
      if (!done.hasMore) return 'empty';
    }
  }

  /** Undefined when the row is not done with, or is not ours any more; else whether its queue has more. */
  async function attempt(row: OutboxRow): Promise<{ hasMore: boolean } | undefined> {
    const verdict = await parts.outcomeOf(row);
    const facts = { task: row.task_id, kind: row.kind, attempt: row.attempts };
    if (verdict.is === 'later') {
      log.warn({ ...facts, err: verdict.error, waitMs: verdict.waitMs }, 'a delivery has to wait');
      await written(facts, () => postpone(db, row, clock.now() + verdict.waitMs));
      return undefined;
    }
    if (verdict.is === 'refused') log.warn({ ...facts, err: verdict.error }, 'a delivery was refused');
    else log.debug(facts, 'delivered');
    const done = await written(facts, () => parts.conclude(row, verdict));
    if (!done) log.warn(facts, 'a delivery was taken over by another process while it was under way');
    else parts.ended?.(row, verdict.is);
    return done;
  }

  /**
   * What is written down when a call ends, once more if that fails: the connection may have broken just then, and until its
   * lease has run out the whole queue would wait. Nothing is written twice, for the first writing ends the attempt.
   */
  async function written<T>(facts: object, write: () => Promise<T>): Promise<T> {
    try {
      return await write();
    } catch (error) {
      log.warn({ ...facts, err: error }, 'what became of a delivery is written down once more');
      return await write();
    }
  }

  /** Starts as many due queues as there are places for; each one that ends makes room for the next. */
  async function look(): Promise<void> {
    const now = clock.now();
    for (const held of await leaseDue(db, now, now + LEASE_MS, PARALLEL - busy.size, kinds)) {
      const { lane: queueKey } = held;
      busy.add(queueKey);
      const ended = () => {
        const full = busy.size >= PARALLEL;
        busy.delete(queueKey);
        if (full) void rounds.plan(); // there may have been more than there were places for
      };
      deliver(queueKey, held).then(ended, (error) => {
        ended();
        log.error({ err: error, queueKey }, 'a queue of the outbox failed');
      });
    }
  }

  return {
    deliver,
    start: rounds.start,
    wake: rounds.wake,
    async stop() {
      pauses.end();
      await rounds.stop();
      await Promise.allSettled(queues.values());
    },
  };
}
