import { type Kysely, sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { openServing } from '../src/serving.ts';
import { connectPostgres } from '../src/store/postgres.ts';
import type { Schema } from '../src/store/schema.ts';
import { databases, memoryDatabase } from './support/database.ts';
import { migratedPostgresUrl, postgresMissing } from './support/postgres.ts';

/** What `/readyz` of a bot that is connected says. */
async function ready(db: Kysely<Schema>, isThere = async () => true): Promise<unknown> {
  const bot = () => ({ isConnected: () => true, receive: undefined });
  const { server } = await openServing({ at: { host: '127.0.0.1', port: 0 }, db, isThere, bot });
  onTestFinished(() => server.close());
  const response = await fetch(`http://127.0.0.1:${server.port}/readyz`);
  return { status: response.status, body: await response.json() };
}

const notReady = (database: string) => ({
  status: 503,
  body: { ready: false, reasons: ['database'], why: { database } },
});

test.each(databases)('$name that takes what is written to it makes the bot ready', async ({ open }) => {
  const db = await open();
  expect(await ready(db)).toEqual({ status: 200, body: { ready: true, reasons: [] } });
  const probes = await db.selectFrom('store_identity').select(['id', 'probed_at']).execute();
  expect(probes).toEqual([{ id: expect.any(String), probed_at: expect.any(Number) }]);
  expect(probes[0]?.probed_at).toBeGreaterThan(0);
  expect(await ready(db)).toMatchObject({ status: 200 });
  const [again] = await db.selectFrom('store_identity').select('id').execute();
  expect(again?.id).toBe(probes[0]?.id);
});

test('a database that is read-only is said to be', async () => {
  const db = await opened();
  await sql`pragma query_only = on`.execute(db);
  expect(await ready(db)).toEqual(
    notReady('The database cannot be written: the file, its folder or the disk is read-only for this user.'),
  );
});

test('a database that cannot grow is said to be on a full disk, and is ready again once it can', async () => {
  const db = await opened();
  await sql`create table filler (bytes blob)`.execute(db);
  await sql`create trigger fills after update on store_identity
    begin insert into filler values (zeroblob(100000)); end`.execute(db);
  await ready(db); // the row is there
  await sql`pragma max_page_count = 1`.execute(db); // means: no more than there are
  expect(await ready(db)).toEqual(notReady('The database cannot grow: the disk is full.'));
  await sql`pragma max_page_count = 1000000`.execute(db);
  expect(await ready(db)).toMatchObject({ status: 200 });
});

test('a database whose file is gone is said to be, though it takes what is written', async () => {
  const db = await opened();
  expect(await ready(db, async () => false)).toEqual(notReady('The file of the database has gone.'));
});

test.skipIf(postgresMissing)(
  `a PostgreSQL server that only follows another is said to be read-only`,
  async () => {
    const url = new URL(await migratedPostgresUrl());
    url.searchParams.set('options', '-c default_transaction_read_only=on');
    const db = connectPostgres(url.href, () => {});
    onTestFinished(() => db.destroy());
    expect(await ready(db)).toEqual(
      notReady(
        'The database is read-only: DATABASE_URL must lead to the server that takes writes, and its disk must have room.',
      ),
    );
  },
);

async function opened(): Promise<Kysely<Schema>> {
  const db = await memoryDatabase();
  onTestFinished(() => db.destroy());
  return db;
}
