import type { Kysely } from 'kysely';
import type { Logger } from 'pino';
import { wasTriedLongEnough } from '../../backoff.ts';
import { type Clock, createRounds } from '../../clock.ts';
import type { OasstClient } from '../../oasst/client.ts';
import { headOf, leaseDue, leaseHead, nextDue, type OutboxRow, postpone } from '../../store/outbox.ts';
import type { Schema } from '../../store/schema.ts';
import { conclude } from './conclude.ts';
import { secondLook } from './second-look.ts';
import { send } from './send.ts';
import { type Verdict, verdictOn } from './verdict.ts';

/** How long a call may be under way before another process may take it over: longer than the 10 s of the call and the
 * 10 s of a second look at what became of it. */
export const LEASE_MS = 30_000;
/** How many queues are served at once. */
const PARALLEL = 8;

export type DeliveryParts = {
  db: Kysely<Schema>;
  oasst: OasstClient;
  clock: Clock;
  /** From 0 up to 1, for jitter. */
  random: () => number;
  log: Logger;
  /** Told about each answer that arrives or is refused, and each task that turns out to be gone. */
  onSettled?: (event: Settled) => void;
};

export type Settled = { taskId: string; kind: OutboxRow['kind']; outcome: 'sent' | 'refused' };

/** Brings what the bot owes the backend there: in order within a queue, as often as it takes. */
export type Delivery = {
  /** Sends what is due in a queue, `held` first if it is ours already; tells whether anything still waits in it. */
  deliver(queueKey: string, held?: OutboxRow): Promise<'empty' | 'waiting'>;
  /** Looks for due calls from now on. */
  start(): void;
  /** Says that there may be new work. */
  wake(): void;
  /** Ends looking, and waits for what is under way. */
  stop(): Promise<void>;
};

/** The delivery of the outbox. Never throws for what a backend answers; `deliver` throws what the database throws. */
export function createDelivery(parts: DeliveryParts): Delivery {
  const { db, clock, log } = parts;
  const queues = new Map<string, Promise<'empty' | 'waiting'>>();
  const busy = new Set<string>();
  const rounds = createRounds({
    clock,
    look,
    failed: (error) => log.error({ err: error }, 'the outbox could not be read'),
    nextDue: (now) => (busy.size < PARALLEL ? nextDue(db, now) : undefined),
  });

  /** One caller at a time in each queue; a second one goes after the first. */
  function deliver(queueKey: string, held?: OutboxRow): Promise<'empty' | 'waiting'> {
    const before = queues.get(queueKey) ?? Promise.resolve();
    const work = before.catch(() => {}).then(() => empty(queueKey, held));
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

  async function empty(queueKey: string, held?: OutboxRow): Promise<'empty' | 'waiting'> {
    for (let ours = held; ; ours = undefined) {
      const now = clock.now();
      const isOurs = ours !== undefined && now < ours.leased_until; // not if we have slept over it
      const row = isOurs ? ours : await leaseHead(db, queueKey, now, now + LEASE_MS);
      if (!row) return (await headOf(db, queueKey)) ? 'waiting' : 'empty';
      const done = await attempt(row);
      if (!done) return 'waiting';
      if (!done.hasMore) return 'empty';
    }
  }

  /** Undefined when the row is not done with, or is not ours any more; else whether its queue has more. */
  async function attempt(row: OutboxRow): Promise<{ hasMore: boolean } | undefined> {
    const verdict = await outcomeOf(row);
    const facts = { task: row.task_id, kind: row.kind, attempt: row.attempts };
    if (verdict.is === 'later') {
      log.warn({ ...facts, err: verdict.error, waitMs: verdict.waitMs }, 'a delivery has to wait');
      await postpone(db, row, clock.now() + verdict.waitMs);
      return undefined;
    }
    if (verdict.is === 'refused') log.warn({ ...facts, err: verdict.error }, 'a delivery was refused');
    else log.debug(facts, 'delivered');
    const done = await conclude(db, row, verdict, clock.now());
    if (!done) log.warn(facts, 'a delivery was taken over by another process while it was under way');
    else parts.onSettled?.({ taskId: row.task_id, kind: row.kind, outcome: verdict.is });
    return done;
  }

  async function outcomeOf(row: OutboxRow): Promise<Verdict> {
    try {
      await send(parts.oasst, row);
      return { is: 'sent' };
    } catch (error) {
      const verdict = verdictOn(error, row, parts.random);
      if (verdict.is === 'later' && wasTriedLongEnough(row.created_at, clock.now(), row.attempts))
        return { is: 'refused', error };
      return verdict.is === 'refused' ? await secondLook(parts.oasst, row, verdict, parts.random) : verdict;
    }
  }

  /** Starts as many due queues as there are places for; each one that ends makes room for the next. */
  async function look(): Promise<void> {
    const now = clock.now();
    for (const held of await leaseDue(db, now, now + LEASE_MS, PARALLEL - busy.size)) {
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
      await rounds.stop();
      await Promise.allSettled(queues.values());
    },
  };
}
