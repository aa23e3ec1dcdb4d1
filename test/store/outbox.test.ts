import { CompiledQuery, sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import {
  backlog,
  enqueue,
  enqueueHeld,
  headOf,
  leaseDue,
  leaseHead,
  nextDue,
  postpone,
  settle,
} from '../../src/store/outbox.ts';
import { canTakeBack, hasten, withdraw } from '../../src/store/outbox-undo.ts';
import { outboxKinds } from '../../src/store/tables.ts';
import { databases } from '../support/database.ts';
import { dueQueues } from '../support/due-queues.ts';
import { statementsOf } from '../support/statements.ts';
import { NOW, queue, settleHead } from '../support/stored.ts';

const LEASE = NOW + 60_000;

describe.each(databases)('the outbox on $name', ({ open, name }) => {
  test('gives the calls of a queue one after the other, in their order', async () => {
    const db = await open();
    await queue(
      db,
      'one',
      { kind: 'ack', body: { n: 1 } },
      { kind: 'answer', body: { n: 2 } },
      { kind: 'nack' },
    );
    await queue(db, 'two', { kind: 'report' });
    const seen: string[] = [];
    for (let head = await headOf(db, 'one'); head; head = await headOf(db, 'one')) {
      seen.push(`${head.position} ${head.kind} ${head.body}`);
      await settle(db, head, head.kind === 'answer' ? 'refused' : 'sent');
    }
    expect(seen).toEqual(['0 ack {"n":1}', '1 answer {"n":2}', '2 nack {}']);
    expect((await headOf(db, 'two'))?.kind).toBe('report');
  });

  test('goes on counting after everything was sent', async () => {
    const db = await open();
    await queue(db, 'one', {}, {});
    for (const _ of [1, 2]) await settleHead(db, 'one');
    await queue(db, 'one', {});
    expect((await headOf(db, 'one'))?.position).toBe(2);
  });

  test('belongs to the transaction that fills it', async () => {
    const db = await open();
    const failing = db.transaction().execute(async (tx) => {
      await enqueue(tx, { kind: 'ack', taskId: 'one', queueKey: 'one', body: {} }, NOW);
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await headOf(db, 'one')).toBeUndefined();
  });

  test('gives a call to one of many who want it', async () => {
    const db = await open();
    await queue(db, 'one', {});
    const taken = await Promise.all(
      Array.from({ length: 10 }, () => leaseHead(db, 'one', NOW, LEASE, outboxKinds)),
    );
    expect(taken.filter((row) => row !== undefined)).toMatchObject([
      { lane: 'one', attempts: 1, leased_until: LEASE },
    ]);
  });

  test('gives a call again when its lease has run out or it was put back, and counts', async () => {
    const db = await open();
    await queue(db, 'one', {});
    const take = (now: number) => leaseHead(db, 'one', now, now + 60_000, outboxKinds);
    await take(NOW);
    expect(await take(LEASE - 1)).toBeUndefined();
    const second = await take(LEASE);
    expect(second).toMatchObject({ attempts: 2 });
    if (second) await postpone(db, second, LEASE + 5);
    expect(await take(LEASE + 4)).toBeUndefined();
    expect(await take(LEASE + 5)).toMatchObject({ attempts: 3 });
    await settleHead(db, 'one');
    expect(await take(LEASE + 90_000)).toBeUndefined();
  });

  test('gives a new call into the hands of whoever adds it, unless another waits before it', async () => {
    const db = await open();
    const add = (queueKey: string) =>
      enqueueHeld(db, { kind: 'answer', taskId: 't', queueKey, body: { n: 1 } }, NOW, LEASE);
    expect(await add('empty')).toMatchObject({
      attempts: 1,
      leased_until: LEASE,
      not_before: NOW,
      position: 0,
    });
    expect(await leaseHead(db, 'empty', LEASE - 1, LEASE, outboxKinds)).toBeUndefined();
    expect(await leaseHead(db, 'empty', LEASE, LEASE + 1, outboxKinds)).toMatchObject({ attempts: 2 });
    await queue(db, 'busy', {});
    expect(await add('busy')).toBeUndefined();
    await settleHead(db, 'busy');
    expect(await headOf(db, 'busy')).toMatchObject({ kind: 'answer', attempts: 0, leased_until: 0 });
    await settleHead(db, 'busy');
    expect(await add('busy')).toMatchObject({ attempts: 1, position: 2 });
  });

  test('takes no word from somebody who has lost a call to another', async () => {
    const db = await open();
    await queue(db, 'one', {});
    const [sleeper, other] = [
      await leaseHead(db, 'one', NOW, LEASE, outboxKinds),
      await leaseHead(db, 'one', LEASE, LEASE + 9, outboxKinds),
    ];
    if (!sleeper || !other) throw new Error('nothing to take');
    expect(await settle(db, sleeper, 'refused')).toBeUndefined();
    await postpone(db, sleeper, LEASE + 5_000);
    expect(await headOf(db, 'one')).toMatchObject({ attempts: 2, not_before: NOW, leased_until: LEASE + 9 });
    expect(await settle(db, other, 'sent')).toEqual({ hasMore: false });
    expect(await settle(db, other, 'refused')).toBeUndefined();
  });

  test('says of a call that ends whether its queue has more', async () => {
    const db = await open();
    await queue(db, 'one', {}, {});
    await queue(db, 'two', {});
    expect(await settleHead(db, 'one')).toEqual({ hasMore: true });
    expect(await settleHead(db, 'one')).toEqual({ hasMore: false });
  });

  test('lets a nack be taken back until somebody has begun to send it', async () => {
    const db = await open();
    for (const key of ['fresh', 'leased', 'tried', 'sent']) {
      await queue(db, key, { kind: 'nack', notBefore: NOW + 10 });
    }
    await leaseHead(db, 'leased', NOW + 10, LEASE, outboxKinds);
    const tried = await leaseHead(db, 'tried', NOW + 10, LEASE, outboxKinds);
    if (tried) await postpone(db, tried, NOW + 50);
    await settleHead(db, 'sent');
    const withdrawn = ['fresh', 'leased', 'tried', 'sent', 'nothing'].map((key) =>
      withdraw(db, key, 'nack', NOW + 20),
    );
    expect(await Promise.all(withdrawn)).toEqual([true, false, false, false, false]);
    expect(await headOf(db, 'fresh')).toBeUndefined();
  });

  test('gives a nack either back or out, never both', async () => {
    const db = await open();
    for (let round = 0; round < 10; round += 1) {
      const key = `queue ${round}`;
      await queue(db, key, { kind: 'nack' });
      const attempts = [
        () => leaseHead(db, key, NOW, LEASE, outboxKinds),
        () => withdraw(db, key, 'nack', NOW),
      ];
      const won = await Promise.all(
        (round % 2 ? attempts : attempts.toReversed()).map((attempt) => attempt()),
      );
      expect(won.filter(Boolean)).toHaveLength(1);
    }
  });

  test('withdraws nothing but nacks', async () => {
    const db = await open();
    await queue(db, 'one', { kind: 'answer' }, { kind: 'nack' });
    expect(await withdraw(db, 'one', 'nack', NOW)).toBe(true);
    expect((await headOf(db, 'one'))?.kind).toBe('answer');
  });

  test('knows which answers can still be taken back: those that wait for it and never set out', async () => {
    const db = await open();
    await queue(db, 'held', { kind: 'answer', notBefore: NOW + 10 });
    await queue(db, 'due', { kind: 'answer' });
    await queue(db, 'skip', { kind: 'nack', notBefore: NOW + 10 });
    await queue(db, 'tried', { kind: 'answer' });
    const tried = await leaseHead(db, 'tried', NOW, LEASE, outboxKinds);
    if (tried) await postpone(db, tried, NOW + 30);
    await queue(db, 'sent', { kind: 'answer', notBefore: NOW + 10 });
    await settleHead(db, 'sent');
    const keys = ['held', 'due', 'skip', 'tried', 'sent', 'nothing'];
    const found = await Promise.all(keys.map((key) => canTakeBack(db, key, NOW)));
    expect(found).toEqual([true, false, false, false, false, false]);
    expect(await canTakeBack(db, 'held', NOW + 10)).toBe(false);
    expect(await hasten(db, 'held', 'answer', NOW + 1)).toBe(true);
    expect(await canTakeBack(db, 'held', NOW + 1)).toBe(false);
    expect(await withdraw(db, 'due', 'answer', NOW)).toBe(true);
  });

  test('names the queues whose first call is due, the longest waiting first', async () => {
    const db = await open();
    await queue(db, 'later', { notBefore: NOW + 100 }, { notBefore: NOW - 100 });
    await queue(db, 'second', { notBefore: NOW - 5 });
    await queue(db, 'first', { notBefore: NOW - 50 });
    await queue(db, 'busy', { notBefore: NOW - 60 });
    await leaseHead(db, 'busy', NOW, LEASE, outboxKinds);
    expect(await dueQueues(db, NOW, 8)).toEqual(['first', 'second']);
    expect(await dueQueues(db, NOW, 1)).toEqual(['first']);
    expect(await dueQueues(db, NOW + 100, 8)).toEqual(['first', 'second', 'later']);
    expect(await nextDue(db, NOW, outboxKinds)).toBe(NOW - 50);
  });

  test('takes what is due, each for one of many who ask at once', async () => {
    const db = await open();
    for (let index = 0; index < 40; index += 1) await queue(db, `q${index}`, { notBefore: NOW - index }, {});
    const taken = await Promise.all(
      Array.from({ length: 10 }, () => leaseDue(db, NOW, LEASE, 8, outboxKinds)),
    );
    const ids = taken.flat().map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(taken.flat().every(({ attempts, position }) => attempts === 1 && position === 0)).toBe(true);
    const rest = await leaseDue(db, NOW, LEASE, 100, outboxKinds); // those passed over while they were being taken
    expect(ids.length + rest.length).toBe(40);
    expect(await leaseDue(db, NOW, LEASE, 100, outboxKinds)).toEqual([]);
  });

  test('leaves calls of a kind that only a newer version knows to that one, and keeps the order', async () => {
    const db = await open();
    await queue(db, 'new', { kind: 'ack' }, { kind: 'answer' });
    await queue(db, 'old', { kind: 'ack', notBefore: NOW + 5 });
    await db
      .updateTable('outbox')
      .set({ kind: sql`'withdrawal'` })
      .where('lane', '=', 'new')
      .where('position', '=', 0)
      .execute();
    expect(await leaseHead(db, 'new', NOW, NOW + 10, outboxKinds)).toBeUndefined();
    expect(await dueQueues(db, NOW + 5, 10)).toEqual(['old']);
    expect(await nextDue(db, NOW, outboxKinds)).toBe(NOW + 5);
    expect(await headOf(db, 'new')).toMatchObject({ kind: 'withdrawal', attempts: 0, state: 'waiting' });
  });

  test('knows when the next call is due, apart from those somebody is busy with', async () => {
    const db = await open();
    expect(await nextDue(db, NOW, outboxKinds)).toBeUndefined();
    await queue(db, 'one', { kind: 'nack', notBefore: NOW + 30 }, { notBefore: NOW + 5 });
    expect(await nextDue(db, NOW, outboxKinds)).toBe(NOW + 30);
    await hasten(db, 'one', 'nack', NOW + 7);
    expect(await nextDue(db, NOW, outboxKinds)).toBe(NOW + 7);
    await leaseHead(db, 'one', NOW + 7, LEASE, outboxKinds);
    expect(await nextDue(db, NOW + 7, outboxKinds)).toBeUndefined();
    expect(await nextDue(db, LEASE, outboxKinds)).toBe(NOW + 7);
  });

  test('hastens nothing but a nack that nobody has tried and that waits for a later moment', async () => {
    const db = await open();
    await queue(db, 'due', { kind: 'nack', notBefore: NOW - 30 });
    await queue(db, 'answer', { kind: 'answer', notBefore: NOW + 30 });
    await queue(db, 'tried', { kind: 'nack' });
    const tried = await leaseHead(db, 'tried', NOW, LEASE, outboxKinds);
    if (tried) await postpone(db, tried, NOW + 30);
    await queue(db, 'skip', { kind: 'nack', notBefore: NOW + 30 });
    const keys = ['due', 'answer', 'tried', 'skip'];
    expect(await Promise.all(keys.map((key) => hasten(db, key, 'nack', NOW)))).toEqual([
      false,
      false,
      false,
      true,
    ]);
    const heads = await Promise.all(keys.map((key) => headOf(db, key)));
    expect(heads.map((head) => head?.not_before)).toEqual([NOW - 30, NOW + 30, NOW + 30, NOW]);
  });

  test('tells how many answers wait, and since when', async () => {
    const db = await open();
    expect(await backlog(db)).toEqual({ answers: 0, oldest: undefined });
    await queue(db, 'one', { kind: 'answer' }, { kind: 'nack' });
    await enqueue(db, { kind: 'answer', taskId: 'two', queueKey: 'two', body: {} }, NOW + 5);
    expect(await backlog(db)).toEqual({ answers: 2, oldest: NOW });
  });

  test('finds its next call by an index, however much has been sent', async () => {
    const db = await open();
    const row = {
      kind: 'ack' as const,
      task_id: 't',
      body: '{}',
      attempts: 1,
      leased_until: 0,
      created_at: NOW,
    };
    const rows = Array.from({ length: 5_000 }, (_, index) => ({
      ...row,
      id: `id ${index}`,
      lane: `queue ${index >> 1}`,
      position: index & 1,
      state: index < 4_900 ? ('sent' as const) : ('waiting' as const),
      not_before: NOW - index,
    }));
    for (let from = 0; from < rows.length; from += 1_000) {
      await db
        .insertInto('outbox')
        .values(rows.slice(from, from + 1_000))
        .execute();
    }
    await sql`analyze`.execute(db);
    expect(await dueQueues(db, NOW, 3)).toEqual(['queue 2499', 'queue 2498', 'queue 2497']);
    const asked: CompiledQuery[] = [];
    const spy = db.withPlugin({
      transformQuery({ node, queryId }) {
        asked.push(db.getExecutor().compileQuery(node, queryId));
        return node;
      },
      transformResult: async ({ result }) => result,
    });
    await Promise.all([
      nextDue(spy, NOW, outboxKinds),
      leaseDue(spy, NOW, LEASE, 8, outboxKinds),
      headOf(spy, 'queue 7'),
      leaseHead(spy, 'queue 2499', NOW, LEASE, outboxKinds),
    ]);
    const explain = name === 'SQLite' ? 'explain query plan' : 'explain';
    const plans = asked.map((query) =>
      db.executeQuery(CompiledQuery.raw(`${explain} ${query.sql}`, [...query.parameters])),
    );
    const steps = (await Promise.all(plans)).map(({ rows: lines }) => JSON.stringify(lines));
    expect(steps).toHaveLength(6); // taking calls looks for the first in a queue, or in each;
    expect(steps.join('\n')).not.toMatch(/SCAN outbox|Seq Scan on outbox/);
  });

  test.runIf(name === 'SQLite')(
    'a new call and a settled one look into their own queue, however much waits',
    async () => {
      const db = await open();
      const call = { kind: 'answer' as const, taskId: 'x', queueKey: 'queue', body: {} };
      const seen = await statementsOf(async () => {
        const held = await enqueueHeld(db, call, NOW, LEASE);
        if (held) await settle(db, held, 'sent');
      });
      const plans = await Promise.all(
        seen.map((text) =>
          db.executeQuery<{ detail: string }>(CompiledQuery.raw(`explain query plan ${text}`)),
        ),
      );
      const steps = plans.flatMap(({ rows }) => rows.map(({ detail }) => detail));
      expect(steps.filter((step) => step.includes('(lane=?')).length).toBeGreaterThan(2);
      expect(steps.filter((step) => step.includes('outbox_due'))).toEqual([]);
    },
  );
});
