import { pino } from 'pino';
import { expect, test } from 'vitest';
import { leaseHead, settle } from '../../src/store/outbox.ts';
import { createQueueDelivery, LEASE_MS, type Verdict } from '../../src/store/outbox-delivery.ts';
import { outboxKinds } from '../../src/store/tables.ts';
import { testClock } from '../support/clock.ts';
import { databases } from '../support/database.ts';
import { queue } from '../support/stored.ts';

const [sqlite] = databases;
const sent: Verdict = { is: 'sent' };
const later: Verdict = { is: 'later', waitMs: 5_000, error: new Error('Not now') };

/** A queue with two calls, whose ends cannot be written down for as many times as `breaks` says. */
async function twoCalls(breaks: number, outcome = sent) {
  if (!sqlite) throw new TypeError('There is no database to test with');
  const db = await sqlite.open();
  await queue(db, 'queue', {}, {});
  const clock = testClock();
  const tried: number[] = [];
  let left = breaks;
  const delivery = createQueueDelivery({
    db,
    clock,
    log: pino({ level: 'silent' }),
    kinds: outboxKinds,
    outcomeOf: async ({ position }) => {
      tried.push(position);
      return outcome;
    },
    conclude: async (row, { is }) => {
      left -= 1;
      if (left >= 0) throw new Error('Connection terminated unexpectedly');
      return await settle(db, row, is);
    },
  });
  /** Has another process take the first call, until it is `done`. */
  async function taken() {
    const now = clock.now();
    const row = await leaseHead(db, 'queue', now, now + LEASE_MS, outboxKinds);
    if (!row) throw new TypeError('There is nothing to take');
    return { done: () => settle(db, row, 'sent') };
  }
  return { clock, delivery, tried, taken };
}

test('what became of a call is written down once more when the connection breaks just then', async () => {
  const { delivery, tried } = await twoCalls(1);
  expect(await delivery.deliver('queue')).toBe('empty');
  expect(tried).toEqual([0, 1]);
});

test('a call whose end cannot be written down goes out again when its lease has run out', async () => {
  const { clock, delivery, tried } = await twoCalls(2);
  await expect(delivery.deliver('queue')).rejects.toThrow('Connection terminated');
  expect(await delivery.deliver('queue')).toBe('waiting');
  expect(tried).toEqual([0]);
  clock.advance(LEASE_MS);
  expect(await delivery.deliver('queue')).toBe('empty');
  expect(tried).toEqual([0, 0, 1]);
});

test('a call that has to wait is put back, and holds up those behind it', async () => {
  const { clock, delivery, tried } = await twoCalls(0, later);
  expect(await delivery.deliver('queue')).toBe('waiting');
  clock.advance(4_999);
  expect(await delivery.deliver('queue')).toBe('waiting');
  expect(tried).toEqual([0]);
  clock.advance(1);
  await delivery.deliver('queue');
  expect(tried).toEqual([0, 0]);
});

test('what another process has in its hands is waited for, as long as somebody has patience', async () => {
  const { clock, delivery, tried, taken } = await twoCalls(0);
  const { done } = await taken();
  const work = delivery.deliver('queue', undefined, 1_000);
  await expect.poll(clock.next).toBe(50);
  clock.advance(50);
  await expect.poll(clock.next).toBe(100); // looked, in vain
  expect(tried).toEqual([]);
  await done();
  clock.advance(100);
  expect(await work).toBe('empty');
  expect(tried).toEqual([1]);
});

test('patience has an end, and so has it when the process stops', async () => {
  const { clock, delivery, tried, taken } = await twoCalls(0);
  await taken();
  expect(await delivery.deliver('queue')).toBe('waiting'); // nobody waits for it
  const work = delivery.deliver('queue', undefined, 149);
  await expect.poll(clock.next).toBe(50);
  clock.advance(50);
  expect(await work).toBe('waiting');
  const stopped = delivery.deliver('queue', undefined, 60_000);
  await expect.poll(clock.next).toBe(50);
  await delivery.stop();
  expect(await stopped).toBe('waiting');
  expect(tried).toEqual([]);
});
