import type { Kysely } from 'kysely';
import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import type { CallOutcome, Message } from '../../../src/collection/webhooks/call.ts';
import { createWebhookDelivery } from '../../../src/collection/webhooks/deliver.ts';
import type { Schema } from '../../../src/store/schema.ts';
import { changeServer } from '../../../src/store/servers.ts';
import {
  addWebhook,
  announce,
  distribute,
  findWebhook,
  listWebhooks,
  removeWebhook,
} from '../../../src/store/webhooks.ts';
import { testClock } from '../../support/clock.ts';
import { databases } from '../../support/database.ts';
import { translator } from '../../support/scenes.ts';
import { waitFor } from '../../support/wait-for.ts';

const DAY = 24 * 60 * 60_000;
const finished = (tree_id: string) =>
  ({ type: 'collection.tree_finished', data: { tree_id, lang: 'en' } }) as const;
const report = { type: 'collection.message_reported', data: { message_id: 'm', labels: ['spam'] } } as const;

/** The delivery of one process, to addresses that answer as the test says. */
function delivering(db: Kysely<Schema>, answer: (url: string) => CallOutcome, clock = testClock()) {
  const told: { url: string; message: Message }[] = [];
  const delivery = createWebhookDelivery({
    db,
    clock,
    log: pino({ level: 'silent' }),
    translator,
    posting: { deliver: async () => {}, start() {}, wake() {}, stop: async () => {} },
    isTrusted: async () => true,
    random: () => 1,
    settled: async () => {},
    webhooks: {
      examine: async () => 'fine',
      async call({ url }, message) {
        told.push({ url, message });
        return answer(url);
      },
    },
  });
  const typesTold = (of = 'https://a.test/') =>
    told.filter(({ url }) => url === of).map(({ message }) => JSON.parse(message.body).type);
  return { told, typesTold, delivery, clock };
}

/** Lets time pass until something holds, so slowly that a call under way is nobody else's before its lease is over. */
async function passing(clock: ReturnType<typeof testClock>, holds: () => boolean) {
  let looks = 0;
  await waitFor(() => {
    looks += 1;
    if (!holds()) clock.advance(looks % 10 === 0 ? Math.min(clock.next() ?? 0, 1_000) : 0);
    return holds();
  });
}

const taken = (): CallOutcome => ({ is: 'taken', status: 204 });
const broken = (): CallOutcome => ({ is: 'not_taken', why: '500', retryAfterMs: 0 });
const ALL = { url: 'https://a.test/', events: [] };

describe.each(databases)('on $name', ({ open }) => {
  test('where nobody is told of anything, nothing is kept', async () => {
    const db = await open();
    await announce(db, finished('t'), 1);
    expect(await db.selectFrom('webhook_events').selectAll().execute()).toEqual([]);
  });

  test('each address is told of the events it wants, once, in their order', async () => {
    const db = await open();
    await addWebhook(db, ALL, { by: '7', now: 0 });
    await addWebhook(
      db,
      { url: 'https://b.test/', events: ['collection.message_reported'] },
      { by: '7', now: 1 },
    );
    const { delivery, typesTold, told, clock } = delivering(db, taken);
    for (const [at, event] of [finished('1'), report, finished('2')].entries()) await announce(db, event, at);
    delivery.start();
    await passing(clock, () => told.length === 4);
    await delivery.stop();
    expect(typesTold()).toEqual([
      'collection.tree_finished',
      'collection.message_reported',
      'collection.tree_finished',
    ]);
    expect(typesTold('https://b.test/')).toEqual(['collection.message_reported']);
    const [first] = told.filter(({ url }) => url === 'https://a.test/');
    expect(JSON.parse(first?.message.body ?? '')).toEqual({
      type: 'collection.tree_finished',
      timestamp: '1970-01-01T00:00:00.000Z',
      data: { tree_id: '1', lang: 'en' },
    });
  });

  test('two processes send each event on its way once', async () => {
    const db = await open();
    const { id } = await addWebhook(db, ALL, { by: '7', now: 0 });
    for (let tree = 0; tree < 5; tree += 1) await announce(db, finished(String(tree)), tree);
    await Promise.allSettled([distribute(db, 1), distribute(db, 1)]);
    await distribute(db, 2);
    const rows = await db.selectFrom('outbox').select('body').where('task_id', '=', id).execute();
    expect(rows.map(({ body }) => JSON.parse(body).data.tree_id).toSorted()).toEqual([
      '0',
      '1',
      '2',
      '3',
      '4',
    ]);
  });

  test('two transactions that announce at the same moment do not hinder each other', async () => {
    const db = await open();
    await addWebhook(db, ALL, { by: '7', now: 0 });
    const both = ['1', '2'].map((tree) => db.transaction().execute((tx) => announce(tx, finished(tree), 1)));
    await Promise.all(both);
    expect(await db.selectFrom('webhook_events').select('id').execute()).toHaveLength(2);
  });

  test('what an address does not take is told again under the same id, and what follows waits', async () => {
    const db = await open();
    const { id } = await addWebhook(db, ALL, { by: '7', now: 0 });
    const answers = [broken, broken, taken, taken];
    const { delivery, told, clock } = delivering(db, () => (answers.shift() ?? taken)());
    await announce(db, finished('1'), clock.now());
    await announce(db, report, clock.now() + 1);
    await distribute(db, clock.now());
    expect(await delivery.hurry(id)).toBe('waiting');
    expect(await findWebhook(db, id)).toMatchObject({ failing_since: clock.now(), failure: '500' });
    delivery.start();
    await passing(clock, () => told.length === 4);
    await delivery.stop();
    const ids = told.map(({ message }) => message.id);
    expect(new Set(ids.slice(0, 3)).size).toBe(1);
    expect(ids[3]).not.toBe(ids[0]);
    expect(await findWebhook(db, id)).toMatchObject({ failing_since: null, failure: null });
  });

  test('an address that takes nothing for three days is given up, with a word in the log channels', async () => {
    const db = await open();
    await changeServer(db, { id: '9', locale: 'en-US' }, { logChannel: '99' }, { by: '7', now: 0 });
    const { id } = await addWebhook(db, ALL, { by: '7', now: 0 });
    const { delivery, clock } = delivering(db, broken);
    await announce(db, finished('1'), clock.now());
    await announce(db, report, clock.now());
    await distribute(db, clock.now());
    await db.updateTable('outbox').set({ attempts: 200 }).execute();
    expect(await delivery.hurry(id)).toBe('waiting');
    clock.advance(3 * DAY);
    await delivery.hurry(id);
    expect(await findWebhook(db, id)).toMatchObject({ disabled_at: clock.now() });
    expect(await db.selectFrom('outbox').select('id').execute()).toEqual([]);
    const posts = await db.selectFrom('posts').select(['channel_id', 'payload']).execute();
    expect(posts).toHaveLength(1);
    expect(posts[0]).toMatchObject({ channel_id: '99', payload: expect.stringContaining('a.test') });
    await announce(db, report, clock.now());
    expect(await db.selectFrom('webhook_events').select('id').execute()).toEqual([]);
  });

  test('an address that says it is gone is given up at once', async () => {
    const db = await open();
    const { id } = await addWebhook(db, ALL, { by: '7', now: 0 });
    const { delivery, clock } = delivering(db, () => ({ is: 'gone', why: '410' }));
    await announce(db, report, clock.now());
    await distribute(db, clock.now());
    await delivery.hurry(id);
    expect(await findWebhook(db, id)).toMatchObject({ disabled_at: clock.now(), failure: '410' });
  });

  test('an address that was removed is told nothing more', async () => {
    const db = await open();
    const { id } = await addWebhook(db, ALL, { by: '7', now: 0 });
    const { delivery, told, clock } = delivering(db, taken);
    await announce(db, report, clock.now());
    await distribute(db, clock.now());
    expect(await removeWebhook(db, id, { by: '7', now: 1 })).toBe(true);
    expect(await delivery.hurry(id)).toBe('empty');
    expect(told).toEqual([]);
    expect(await listWebhooks(db)).toEqual([]);
  });
});
