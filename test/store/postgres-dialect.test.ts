import { type Kysely, PostgresIntrospector, sql } from 'kysely';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openDatabase } from '../../src/store/database.ts';
import { refuseNewer } from '../../src/store/migrate.ts';
import { migrations } from '../../src/store/migrations/index.ts';
import type { Schema } from '../../src/store/schema.ts';
import { migratedPostgresUrl, postgresMissing } from '../support/postgres.ts';

async function open() {
  const database = await openDatabase({ dataDir: 'unused', url: await migratedPostgresUrl() });
  onTestFinished(() => database.destroy());
  return database;
}

/** Looks at a database from which another program drops a table of its own, after the look began and before it ends. */
async function whileAnotherDrops<T>(database: Kysely<Schema>, look: (db: Kysely<Schema>) => Promise<T>) {
  await sql`create schema others`.execute(database);
  await sql`create table others.theirs (id serial primary key, parent_id text)`.execute(database);
  return await database
    .transaction()
    .setIsolationLevel('repeatable read')
    .execute(async (trx) => {
      await sql`select count(*) from people`.execute(trx); // from here on it sees the catalog as it is now
      await sql`drop schema others cascade`.execute(database);
      return await look(trx);
    });
}

describe.skipIf(postgresMissing !== undefined)(
  `introspection of PostgreSQL${postgresMissing ? ` (${postgresMissing})` : ''}`,
  () => {
    test('names the tables of the current schema, whatever others drop meanwhile', async () => {
      const database = await open();
      const tables = await whileAnotherDrops(database, (db) => db.introspection.getTables());
      expect(tables.map(({ name }) => name)).toEqual(expect.arrayContaining(['people', 'outbox']));
      expect(tables.map(({ name }) => name)).not.toContain('kysely_migration');
      expect(new Set(tables.map(({ schema }) => schema))).toEqual(new Set(['public']));
    });

    test('lets a start go on while others drop their tables', async () => {
      const database = await open();
      await whileAnotherDrops(database, (db) => refuseNewer(db, migrations, 'public'));
    });

    test('would fail as Kysely does it, which shows that the drop comes in between', async () => {
      const database = await open();
      const look = whileAnotherDrops(database, (db) => new PostgresIntrospector(db).getTables());
      await expect(look).rejects.toThrow(/does not exist/);
    });

    test("says of the current schema what Kysely's own says", async () => {
      const database = await open();
      await sql`create table public.counted (id bigint generated always as identity, words text default 'x')`.execute(
        database,
      );
      await sql`create view public.seen as select words from counted`.execute(database);
      const own = await database.introspection.getTables({ withInternalKyselyTables: true });
      const theirs = await new PostgresIntrospector(database).getTables({ withInternalKyselyTables: true });
      const plain = theirs.map((table) => ({
        ...table,
        columns: table.columns.map(({ comment: _comment, ...column }) => column),
      }));
      expect(own).toEqual(plain);
    });
  },
);
