import type { Kysely } from 'kysely';
import { describe, expect, onTestFinished, test } from 'vitest';
import {
  askErasure,
  dueErasures,
  leaseErasure,
  nextErasure,
  releaseErasures,
} from '../../src/store/erasures.ts';
import { leaseDue } from '../../src/store/outbox.ts';
import { postQueue } from '../../src/store/post-queue.ts';
import { connectPostgres } from '../../src/store/postgres.ts';
import { putPost } from '../../src/store/posts.ts';
import type { Schema } from '../../src/store/schema.ts';
import { outboxKinds } from '../../src/store/tables.ts';
import { databases } from '../support/database.ts';
import { migratedPostgresUrl, postgresMissing } from '../support/postgres.ts';
import { NOW, queue } from '../support/stored.ts';

const LEASE = NOW + 60_000;
const ROWS = 12;
const numbers = Array.from({ length: ROWS }, (_, index) => index);

type Queue = {
  table: 'posts' | 'erasures' | 'outbox';
  /** Puts a row with this number into the queue, due at once. */
  put(db: Kysely<Schema>, index: number): Promise<unknown>;
  /** Takes all that can be had, as a process does; the ids of it. */
  take(db: Kysely<Schema>): Promise<string[]>;
};

const queues: Queue[] = [
  {
    table: 'posts',
    put: (db, index) =>
      putPost(db, { id: `${index}`, channelId: '7', payload: {}, whenDeleted: 'stop' }, NOW),
    async take(db) {
      const ids = await postQueue(db).due(NOW, ROWS);
      return await taken(ids, (id) => postQueue(db).lease(id, NOW, LEASE));
    },
  },
  {
    table: 'erasures',
    put: (db, index) => askErasure(db, `person ${index}`, 'erase', NOW),
    take: async (db) => await taken(await dueErasures(db, NOW), (id) => leaseErasure(db, id, NOW, LEASE)),
  },
  {
    table: 'outbox',
    put: (db, index) => queue(db, `queue ${index}`, {}),
    take: async (db) => (await leaseDue(db, NOW, LEASE, ROWS, outboxKinds)).map(({ id }) => id),
  },
];

/** The connections of a process, ended with the test. */
function processOn(url: string): Kysely<Schema> {
  const db = connectPostgres(url, () => {});
  onTestFinished(() => db.destroy());
  return db;
}

async function taken(ids: string[], lease: (id: string) => Promise<unknown>) {
  const had: string[] = [];
  for (const id of ids) if (await lease(id)) had.push(id);
  return had;
}

describe.each(queues)('the queue of $table', ({ table, put, take }) => {
  test.skipIf(postgresMissing)('lets nobody wait for a row that another process holds', async () => {
    const url = await migratedPostgresUrl();
    const [holder, other] = [processOn(url), processOn(url)];
    for (const index of numbers) await put(holder, index);
    const held = await holder.transaction().execute(async (tx) => {
      const rows = await tx.selectFrom(table).select('id').orderBy('id').limit(3).forUpdate().execute();
      const had = await take(other); // would not end before this transaction does, if it waited
      expect(had).toHaveLength(ROWS - rows.length);
      expect(rows.filter(({ id }) => had.includes(id))).toEqual([]);
      return rows.map(({ id }) => id);
    });
    expect((await take(other)).toSorted()).toEqual(held.toSorted());
  });

  test.skipIf(postgresMissing)(
    'gives each row to one of several processes that all ask at once',
    async () => {
      const url = await migratedPostgresUrl();
      const processes = Array.from({ length: 4 }, () => processOn(url));
      const late = processOn(url);
      for (const index of numbers) await put(late, index);
      const had = (await Promise.all(processes.map(take))).flat();
      const rest = await take(late); // those that all had passed over
      expect([...had, ...rest]).toHaveLength(ROWS);
      expect(new Set([...had, ...rest]).size).toBe(ROWS);
    },
  );
});

describe.each(databases)('erasures on $name', ({ name, open }) => {
  test('are next due when nobody is busy with them', async () => {
    const db = await open();
    const id = await askErasure(db, 'ada', 'erase', NOW);
    expect(await nextErasure(db, NOW)).toBe(NOW);
    expect(await leaseErasure(db, id, NOW, LEASE)).toMatchObject({ id, attempts: 1 });
    expect(await leaseErasure(db, id, NOW, LEASE)).toBeUndefined();
    expect(await nextErasure(db, LEASE - 1)).toBeUndefined();
    expect(await nextErasure(db, LEASE)).toBe(NOW);
  });

  test('are taken out of the hands of a process only where it was the only one', async () => {
    const db = await open();
    const id = await askErasure(db, 'ada', 'erase', NOW);
    await leaseErasure(db, id, NOW, LEASE);
    await releaseErasures(db);
    expect(await dueErasures(db, NOW)).toEqual(name === 'SQLite' ? [id] : []);
    expect(await dueErasures(db, LEASE)).toEqual([id]);
  });
});
