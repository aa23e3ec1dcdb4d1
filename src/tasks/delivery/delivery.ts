import type { Kysely } from 'kysely';
import type { Logger } from 'pino';
import { wasTriedLongEnough } from '../../backoff.ts';
import type { Clock } from '../../clock.ts';
import type { OasstClient } from '../../oasst/client.ts';
import type { OutboxRow } from '../../store/outbox.ts';
import { createQueueDelivery, type Delivery, type Verdict } from '../../store/outbox-delivery.ts';
import type { Schema } from '../../store/schema.ts';
import { outboxKinds } from '../../store/tables.ts';
import { conclude } from './conclude.ts';
import { ConsentWithdrawn, isWithdrawn } from './consent.ts';
import { secondLook } from './second-look.ts';
import { send } from './send.ts';
import { verdictOn } from './verdict.ts';

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

/** The delivery of what people gave to the backend. */
export function createDelivery({ db, oasst, clock, random, log, onSettled }: DeliveryParts): Delivery {
  async function outcomeOf(row: OutboxRow): Promise<Verdict> {
    try {
      if (await isWithdrawn(db, row, clock.now())) return { is: 'refused', error: new ConsentWithdrawn() };
      await send(oasst, row);
      return { is: 'sent' };
    } catch (error) {
      const verdict = verdictOn(error, row, random);
      if (verdict.is === 'later' && wasTriedLongEnough(row.created_at, clock.now(), row.attempts))
        return { is: 'refused', error };
      return verdict.is === 'refused' ? await secondLook(oasst, row, verdict, random) : verdict;
    }
  }

  return createQueueDelivery({
    db,
    clock,
    log,
    kinds: outboxKinds,
    outcomeOf,
    conclude: (row, verdict) => conclude(db, row, verdict, clock.now()),
    ended: ({ task_id: taskId, kind }, outcome) => onSettled?.({ taskId, kind, outcome }),
  });
}
