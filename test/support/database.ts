import { Kysely } from 'kysely';
import { onTestFinished } from 'vitest';
import { migrate } from '../../src/store/migrate.ts';
import { migrations } from '../../src/store/migrations/index.ts';
import { connectPostgres } from '../../src/store/postgres.ts';
import type { Schema } from '../../src/store/schema.ts';
import { NodeSqliteDialect, openSqliteFile } from '../../src/store/sqlite.ts';
import { migratedPostgresUrl, postgresMissing } from './postgres.ts';

let migrated: Promise<Uint8Array> | undefined;

/** A fresh, migrated SQLite database in memory: a copy of one that was migrated once. End it with `destroy()`. */
export async function memoryDatabase(): Promise<Kysely<Schema>> {
  migrated ??= migratedOnce();
  const file = await openSqliteFile(':memory:');
  file.deserialize(await migrated);
  return new Kysely<Schema>({ dialect: new NodeSqliteDialect(file) });
}

async function migratedOnce(): Promise<Uint8Array> {
  const file = await openSqliteFile(':memory:');
  const database = new Kysely<Schema>({ dialect: new NodeSqliteDialect(file) });
  await migrate(database, migrations);
  const bytes = file.serialize();
  await database.destroy();
  return bytes;
}

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
