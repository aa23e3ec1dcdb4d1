import { Kysely } from 'kysely';
import { onTestFinished } from 'vitest';
import { migrate } from '../../src/store/migrate.ts';
import { migrations } from '../../src/store/migrations/index.ts';
import { connectPostgres } from '../../src/store/postgres.ts';
import type { Schema } from '../../src/store/schema.ts';
import { NodeSqliteDialect, openSqliteFile } from '../../src/store/sqlite.ts';
import { migratedPostgresUrl, postgresMissing } from './postgres.ts';

/** Fresh, migrated SQLite databases in memory, to be ended with `destroy()`: copies of one that was prepared once. */
export function memoryDatabases(
  prepare: (database: Kysely<Schema>) => Promise<unknown> = async () => {},
): () => Promise<Kysely<Schema>> {
  let prepared: Promise<Uint8Array> | undefined;
  const prepareOnce = async () => {
    const file = await openSqliteFile(':memory:');
    const database = new Kysely<Schema>({ dialect: new NodeSqliteDialect(file) });
    await migrate(database, migrations);
    await prepare(database);
    const bytes = file.serialize();
    await database.destroy();
    return bytes;
  };
  return async () => {
    prepared ??= prepareOnce();
    const file = await openSqliteFile(':memory:');
    file.deserialize(await prepared);
    return new Kysely<Schema>({ dialect: new NodeSqliteDialect(file) });
  };
}

/** A fresh, migrated SQLite database in memory; end it with `destroy()`. */
export const memoryDatabase = memoryDatabases();

export type TestDatabase = {
  name: string;
  /** A fresh, migrated database, destroyed when the running test ends. */
  open(): Promise<Kysely<Schema>>;
};

const sqlite: TestDatabase = {
  name: 'SQLite',
  async open() {
    const database = await memoryDatabase();
    onTestFinished(() => database.destroy());
    return database;
  },
};

const postgres: TestDatabase = {
  name: 'PostgreSQL',
  async open() {
    const database = connectPostgres(await migratedPostgresUrl(), () => {});
    onTestFinished(() => database.destroy());
    return database;
  },
};

/** For `describe.each(databases)('… on $name', ({ open }) => …)`: SQLite, and PostgreSQL where TEST_DATABASE_URL is set. */
export const databases: readonly TestDatabase[] =
  postgresMissing === undefined ? [sqlite, postgres] : [sqlite];
