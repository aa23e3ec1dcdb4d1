import type { Kysely } from 'kysely';
import { backoff, LONGEST_PAUSE_MS, wasTriedLongEnough } from '../../backoff.ts';
import { createRounds } from '../../clock.ts';
import { hurry, type OutboxRow, settle } from '../../store/outbox.ts';
import { createQueueDelivery, type Verdict } from '../../store/outbox-delivery.ts';
import type { Schema } from '../../store/schema.ts';
import { webhookKinds } from '../../store/tables.ts';
import {
  disableWebhook,
  distribute,
  findWebhook,
  hostOf,
  noteFailure,
  noteSuccess,
  webhookQueue,
} from '../../store/webhooks.ts';
import { tellLog } from '../channels/tell-log.ts';
import type { Desk } from '../desk.ts';
import type { CallWebhook } from './call.ts';

export type WebhooksParts = Pick<Desk, 'db' | 'clock' | 'log' | 'translator' | 'posting' | 'isTrusted'> & {
  /** From 0 up to 1, for jitter. */
  random: () => number;
  webhooks: CallWebhook;
  /** Resolves when all that was committed before is on the disk. */
  settled(): Promise<void>;
};

/** Tells owners' own programs of events, each address in the order in which they happened. */
export type WebhookDelivery = {
  /** Makes an attempt at all that waits for an address, due or not; tells whether anything still waits. */
  hurry(id: string): Promise<'empty' | 'waiting'>;
  start(): void;
  /** Says that something may have happened. */
  wake(): void;
  /** Ends looking, and waits for what is under way. */
  stop(): Promise<void>;
};

/** A call is not to be made any more: its address was removed or given up. */
class NoAddress extends Error {
  override name = 'NoAddress';
}

/** An address took nothing. */
class NotTaken extends Error {
  override name = 'NotTaken';
}

export function createWebhookDelivery(parts: WebhooksParts): WebhookDelivery {
  const { db, clock, log, random, webhooks } = parts;
  const delivery = createQueueDelivery({ db, clock, log, kinds: webhookKinds, outcomeOf, conclude });
  const rounds = createRounds({
    clock,
    async look() {
      while ((await distribute(db, clock.now())) > 0) delivery.wake();
    },
    failed: (error) => log.error({ err: error }, 'the events for webhooks could not be sent on their way'),
    nextDue: () => undefined,
  });

  async function outcomeOf(row: OutboxRow): Promise<Verdict> {
    const webhook = await findWebhook(db, row.task_id);
    if (!webhook || webhook.disabled_at !== null) return { is: 'refused', error: new NoAddress() };
    await parts.settled();
    const now = clock.now();
    const outcome = await webhooks.call(webhook, { id: row.id, body: row.body, at: now });
    if (outcome.is === 'taken') return { is: 'sent' };
    await noteFailure(db, webhook.id, outcome.why, now);
    const error = new NotTaken(outcome.why);
    if (outcome.is === 'gone' || wasTriedLongEnough(row.created_at, clock.now(), row.attempts))
      return { is: 'refused', error };
    const waitMs = Math.max(backoff(row.attempts, random), Math.min(outcome.retryAfterMs, LONGEST_PAUSE_MS));
    return { is: 'later', waitMs, error };
  }

  async function conclude(row: OutboxRow, verdict: Exclude<Verdict, { is: 'later' }>) {
    return await db.transaction().execute(async (tx) => {
      const settled = await settle(tx, row, verdict.is);
      if (!settled) return undefined;
      if (verdict.is === 'sent') await noteSuccess(tx, row.task_id);
      else if (verdict.error instanceof NotTaken) await giveUp(tx, row.task_id, clock.now());
      return settled;
    });
  }

  async function giveUp(tx: Kysely<Schema>, id: string, now: number): Promise<void> {
    const webhook = await findWebhook(tx, id);
    if (!webhook || !(await disableWebhook(tx, id, now))) return;
    const host = hostOf(webhook);
    const desk = { ...parts, db: tx };
    await tellLog(desk, `webhook:${id}:${now}`, (words) => words('webhook.given_up', { host }));
  }

  return {
    async hurry(id) {
      await hurry(db, webhookQueue(id), clock.now());
      return await delivery.deliver(webhookQueue(id));
    },
    start() {
      rounds.start();
      delivery.start();
    },
    wake: rounds.wake,
    async stop() {
      await rounds.stop();
      await delivery.stop();
    },
  };
}
