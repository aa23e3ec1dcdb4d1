import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import { LONGEST_PAUSE_MS } from '../../../src/backoff.ts';
import { OasstClient } from '../../../src/oasst/client.ts';
import { changeDraft, readDraft } from '../../../src/store/drafts.ts';
import { enqueue, enqueueHeld, leaseHead, type NewCall } from '../../../src/store/outbox.ts';

import { LEASE_MS } from '../../../src/store/outbox-delivery.ts';
import { outboxKinds } from '../../../src/store/tables.ts';
import { createDelivery, type Settled } from '../../../src/tasks/delivery/delivery.ts';
import { readSession } from '../../../src/tasks/session/read.ts';
import { bindMessage } from '../../../src/tasks/session/send.ts';
import { testClock } from '../../support/clock.ts';
import { databases } from '../../support/database.ts';
import { refusal, scriptedBackend } from '../../support/scripted-backend.ts';
import { putInState, settleHead, withTask } from '../../support/stored.ts';
import { id } from '../../support/tasks.ts';

const [sqlite] = databases;
const user = { id: '1', display_name: 'Ada', auth_method: 'discord' };

/** An outbox with nobody in front of it: a delivery, a backend that does as it is told, a clock that stands still. */
async function postOffice() {
  if (!sqlite) throw new TypeError('There is no database to test with');
  const db = await sqlite.open();
  const clock = testClock();
  const backend = scriptedBackend();
  const settled: Settled[] = [];
  const oasst = new OasstClient({ url: 'http://backend.test', key: 'key', fetch: backend.fetch });
  const open = (log = pino({ level: 'silent' })) =>
    createDelivery({
      db,
      oasst,
      clock,
      random: () => 0,
      log,
      onSettled: (event) => settled.push(event),
    });
  /** An open task of somebody's own, with an ack, and with an answer if wanted. */
  async function task(digit: number, answered = false) {
    const taskId = await withTask(db, `person ${digit}`, digit);
    await db.updateTable('people').set({ consent_version: 1 }).execute();
    await bindMessage(db, taskId, `m${digit}`, clock.now());
    await put(taskId, { kind: 'ack', body: { message_id: `m${digit}` } });
    if (answered) {
      await putInState(db, taskId, 'sending');
      await changeDraft(db, taskId, clock.now(), () => ({ text: 'Hi' }));
      await put(taskId, { kind: 'answer', body: textFrom(digit) });
    }
    return taskId;
  }
  const put = (taskId: string, call: Pick<NewCall, 'kind' | 'body'> & Partial<NewCall>) =>
    enqueue(db, { taskId, queueKey: taskId, ...call }, clock.now());
  const stateOf = async (taskId: string) => (await readSession(db, taskId))?.state;
  return { db, clock, backend, settled, open, task, put, stateOf };
}

function textFrom(digit: number) {
  const ids = { message_id: `m${digit}`, user_message_id: `u${digit}` };
  return { type: 'text_reply_to_message', user, ...ids, text: 'Hi', lang: 'en' };
}

const pathsOf = (received: readonly { path: string }[]) =>
  received.map(({ path }) => path.replace('/api/v1/tasks/', ''));

describe('a queue', () => {
  test('goes out in order, and each call only when the one before it is settled', async () => {
    const { backend, open, task, settled, stateOf, db } = await postOffice();
    const taskId = await task(1, true);
    expect(await open().deliver(taskId)).toBe('empty');
    expect(pathsOf(backend.received)).toEqual([`${taskId}/ack`, 'interaction']);
    expect(backend.received[1]?.body).toEqual(textFrom(1));
    expect(settled).toEqual([
      { taskId, kind: 'ack', outcome: 'sent' },
      { taskId, kind: 'answer', outcome: 'sent' },
    ]);
    expect(await stateOf(taskId)).toBe('done');
    expect(await readDraft(db, taskId)).toBeUndefined();
  });

  test('stops at a call that has to wait, and goes on from there', async () => {
    const { backend, clock, open, task, stateOf } = await postOffice();
    const taskId = await task(1, true);
    backend.answer('ack', () => new Response('', { status: 502 }));
    backend.answer('ack', () => new Response('', { status: 502 })); // the client itself repeats an ack
    backend.answer('ack', () => new Response('', { status: 502 }));
    const delivery = open();
    expect(await delivery.deliver(taskId)).toBe('waiting');
    const tried = backend.asked('ack').length;
    expect(await delivery.deliver(taskId)).toBe('waiting');
    expect(backend.asked('ack')).toHaveLength(tried);
    expect(backend.asked('interaction')).toEqual([]);
    expect(await stateOf(taskId)).toBe('sending');
    clock.advance(60_000);
    await delivery.deliver(taskId);
    expect(await stateOf(taskId)).toBe('done');
  });

  test('goes on after a call that was refused for good', async () => {
    const { backend, open, task, stateOf, settled } = await postOffice();
    const taskId = await task(1, true);
    backend.answer('ack', () => refusal(404, 2100));
    await open().deliver(taskId);
    expect(settled.map(({ kind, outcome }) => `${kind} ${outcome}`)).toEqual(['ack refused', 'answer sent']);
    expect(await stateOf(taskId)).toBe('done');
  });

  test('is served by one at a time, however many ask', async () => {
    const { backend, open, task } = await postOffice();
    const taskId = await task(1, true);
    const [one, other] = [open(), open()];
    await Promise.all([
      one.deliver(taskId),
      one.deliver(taskId),
      other.deliver(taskId),
      other.deliver(taskId),
    ]);
    expect(pathsOf(backend.received)).toEqual([`${taskId}/ack`, 'interaction']);
  });

  test('that another process is busy with is left to it, until its lease has run out', async () => {
    const { db, backend, clock, open, task } = await postOffice();
    const taskId = await task(1);
    await leaseHead(db, taskId, clock.now(), clock.now() + 60_000, outboxKinds); // and then its process dies
    const delivery = open();
    expect(await delivery.deliver(taskId)).toBe('waiting');
    expect(backend.received).toEqual([]);
    clock.advance(60_000);
    expect(await delivery.deliver(taskId)).toBe('empty');
    expect(pathsOf(backend.received)).toEqual([`${taskId}/ack`]);
  });

  test('is begun with a call that is held already, unless its holder has slept over it', async () => {
    const { db, backend, clock, open, task } = await postOffice();
    const taskId = await withTask(db, 'ada', 1);
    const add = (kind: 'ack', message_id: string, queueKey: string) =>
      enqueueHeld(db, { kind, taskId, queueKey, body: { message_id } }, clock.now(), clock.now() + LEASE_MS);
    const held = await add('ack', 'm1', taskId);
    const [mine, other] = [open(), open()];
    expect(await other.deliver(taskId)).toBe('waiting');
    expect(await mine.deliver(taskId, held)).toBe('empty');
    expect(backend.asked('ack')).toHaveLength(1);
    const second = await task(2);
    await settleHead(db, second);
    const slept = await add('ack', 'm2', second);
    clock.advance(LEASE_MS);
    expect(await other.deliver(second)).toBe('empty');
    expect(await mine.deliver(second, slept)).toBe('empty');
    expect(backend.asked('ack')).toHaveLength(2);
  });

  test('that was taken over while a process slept is left to whoever has it now', async () => {
    const { backend, clock, settled, open, task, stateOf } = await postOffice();
    const taskId = await task(1, true);
    await open().deliver(taskId);
    const second = await task(2, true);
    const asleep = Promise.withResolvers<Response>();
    backend.answer('ack', () => asleep.promise);
    const slow = open().deliver(second);
    await backend.got('ack', 2);
    clock.advance(30_000); // longer than a lease
    backend.answer('ack', () => new Response(null, { status: 204 }));
    backend.answer('interaction', () => refusal(400, 2010));
    await open().deliver(second);
    expect(await stateOf(second)).toBe('returned');
    const told = settled.length;
    asleep.resolve(refusal(404, 2100)); // what the sleeper learns is old news
    await slow;
    expect(await stateOf(second)).toBe('returned');
    expect(settled).toHaveLength(told);
  });

  test('with a call nobody can read waits, and blocks no other', async () => {
    const { open, task, put, stateOf } = await postOffice();
    const [broken, fine] = [await task(1), await task(2, true)];
    await put(broken, { kind: 'answer', body: { type: 'nothing' } });
    const delivery = open();
    expect(await delivery.deliver(broken)).toBe('waiting');
    await delivery.deliver(fine);
    expect(await stateOf(fine)).toBe('done');
  });
});

test.each(['{"type":"text_reply_to_message","text":"my wor', '{"type":"of tomorrow","text":"my words"}'])(
  'an answer that is stored as %s waits for a version that can read it, and is given back when none came',
  async (body) => {
    const { db, clock, open, task, stateOf, backend } = await postOffice();
    const taskId = await task(1, true);
    await db.updateTable('outbox').set({ body }).where('kind', '=', 'answer').execute();
    const lines: string[] = [];
    const delivery = open(pino({ level: 'trace' }, { write: (line) => lines.push(line) }));
    expect(await delivery.deliver(taskId)).toBe('waiting');
    expect(await stateOf(taskId)).toBe('sending');
    clock.advance(4 * 24 * LONGEST_PAUSE_MS); // a leap of the clock is no attempt
    expect(await delivery.deliver(taskId)).toBe('waiting');
    for (let attempts = 2; attempts < 71; attempts += 1) {
      clock.advance(LONGEST_PAUSE_MS);
      expect(await delivery.deliver(taskId)).toBe('waiting');
    }
    clock.advance(LONGEST_PAUSE_MS);
    expect(await delivery.deliver(taskId)).toBe('empty');
    expect(await stateOf(taskId)).toBe('returned');
    expect(await readDraft(db, taskId)).toEqual({ text: 'Hi' });
    expect(backend.asked('interaction')).toEqual([]);
    expect(lines.join('')).toContain('cannot be read');
    expect(lines.join('')).not.toContain('my wor');
  },
);

test('an answer from the days when the clock was ahead goes out as soon as the clock is right', async () => {
  const { db, clock, backend, open, put, stateOf } = await postOffice();
  const DAY = 24 * LONGEST_PAUSE_MS;
  clock.advance(5 * DAY);
  const taskId = await withTask(db, 'person 1', 1);
  await bindMessage(db, taskId, 'm1', clock.now());
  await putInState(db, taskId, 'sending');
  await put(taskId, { kind: 'answer', body: textFrom(1), notBefore: clock.now() + 10_000 });
  clock.advance(-5 * DAY);
  backend.answer('interaction', () => new Response(null, { status: 503 }));
  expect(await open().deliver(taskId)).toBe('waiting');
  clock.advance(5 * DAY); // taken and left by a process whose clock was wrong
  await leaseHead(db, taskId, clock.now(), clock.now() + LEASE_MS, outboxKinds);
  clock.advance(-5 * DAY + 5_000);
  expect(await open().deliver(taskId)).toBe('empty');
  expect(await stateOf(taskId)).toBe('done');
});

describe('what an end means for the task', () => {
  test.each([
    ['an answer refused for good comes back with its code', 2010, 'returned'],
    ['an answer of a disabled account likewise', 4001, 'returned'],
  ])('%s', async (_, code, state) => {
    const { db, backend, open, task } = await postOffice();
    const taskId = await task(1, true);
    backend.answer('interaction', () => refusal(400, code));
    await open().deliver(taskId);
    expect(await readSession(db, taskId)).toMatchObject({ state, refusalCode: code });
    expect(await readDraft(db, taskId)).toEqual({ text: 'Hi' });
  });

  test('a task whose ack is refused is gone', async () => {
    const { backend, open, task, stateOf } = await postOffice();
    const taskId = await task(1);
    backend.answer('ack', () => refusal(404, 2100));
    await open().deliver(taskId);
    expect(await stateOf(taskId)).toBe('gone');
  });

  test('what was entered for a task whose ack is refused comes back to its author', async () => {
    const { db, clock, backend, open, task } = await postOffice();
    const taskId = await task(1);
    await changeDraft(db, taskId, clock.now(), () => ({ text: 'Hi' }));
    backend.answer('ack', () => refusal(404, 2100));
    await open().deliver(taskId);
    expect(await readSession(db, taskId)).toMatchObject({ state: 'returned', refusalCode: 2100 });
    expect(await readDraft(db, taskId)).toEqual({ text: 'Hi' });
  });

  test.each([() => new Response(null, { status: 204 }), () => refusal(404, 2100)])(
    'a nack ends it, taken or not',
    async (reply) => {
      const { db, backend, open, task, put, stateOf } = await postOffice();
      const taskId = await task(1);
      await putInState(db, taskId, 'skipping');
      await put(taskId, { kind: 'nack', body: { user, reason: 'spam' } });
      backend.answer('nack', reply);
      await open().deliver(taskId);
      expect(backend.asked('nack')).toMatchObject([{ user: 'discord:1', body: { reason: 'spam' } }]);
      expect(await stateOf(taskId)).toBe('skipped');
    },
  );
});

describe('once started', () => {
  test('everything that is due goes out, queues side by side', async () => {
    const { backend, clock, open, task } = await postOffice();
    const tasks = await Promise.all([1, 2, 3].map((digit) => task(digit)));
    const held = Promise.withResolvers<Response>();
    backend.answer('ack', () => held.promise);
    const delivery = open();
    delivery.start();
    clock.advance(0);
    await backend.got('ack', 3); // though the first is not answered
    held.resolve(new Response(null, { status: 204 }));
    await delivery.stop();
    expect(pathsOf(backend.received).toSorted()).toEqual(tasks.map((taskId) => `${taskId}/ack`).toSorted());
  });

  test('what was left by an earlier process goes out after a restart', async () => {
    const { backend, clock, open, task, put } = await postOffice();
    const taskId = await task(1);
    await put(taskId, { kind: 'nack', body: { user }, notBefore: clock.now() + 10_000 });
    const first = open();
    first.start();
    clock.advance(0);
    await backend.got('ack', 1);
    await first.stop();
    const second = open();
    second.start();
    clock.advance(10_000);
    await backend.got('nack', 1);
    await second.stop();
    expect(backend.asked('ack')).toHaveLength(1);
  });

  test('stopping waits for what is under way, and begins nothing new', async () => {
    const { backend, clock, open, task, stateOf } = await postOffice();
    const taskId = await task(1);
    const held = Promise.withResolvers<Response>();
    backend.answer('ack', () => held.promise);
    const delivery = open();
    delivery.start();
    clock.advance(0);
    await backend.got('ack', 1);
    let stopped = false;
    const stopping = delivery.stop().then(() => {
      stopped = true;
    });
    await new Promise(setImmediate);
    expect(stopped).toBe(false);
    held.resolve(refusal(404, 2100));
    await stopping;
    expect(await stateOf(taskId)).toBe('gone'); // written down before the end
    await task(2);
    delivery.wake();
    clock.advance(120_000);
    await new Promise(setImmediate);
    expect(backend.asked('ack')).toHaveLength(1);
  });

  test('a report does not wait for the task it is about', async () => {
    const { backend, clock, open, task, put } = await postOffice();
    const taskId = await task(1);
    await put(taskId, { kind: 'nack', body: { user }, notBefore: clock.now() + 10_000 });
    const body = { user, message_id: id(1), text: 'spam', labels: { spam: 1 } };
    await put(taskId, { kind: 'report', queueKey: 'report:1', body });
    await open().deliver('report:1');
    expect(backend.asked('text_labels')).toMatchObject([{ body }]);
  });
});
