import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import pg from 'pg';
import { onTestFinished } from 'vitest';
import { openDatabase } from '../../src/store/database.ts';
import type { Schema } from '../../src/store/schema.ts';

const url = process.env.TEST_DATABASE_URL || undefined;
if (url === undefined && process.env.CI)
  throw new Error('CI must set TEST_DATABASE_URL to a PostgreSQL server');

/** A fresh, migrated SQLite database in memory; end it with `destroy()`. */
export function memoryDatabase(): Promise<Kysely<Schema>> {
  return openDatabase({ dataDir: ':memory:' });
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
    const database = await openDatabase({ dataDir: 'unused', url: await freshPostgresUrl() });
    onTestFinished(() => database.destroy());
    return database;
  },
};

/** For `describe.each(databases)('… on $name', ({ open }) => …)`: SQLite, and PostgreSQL where TEST_DATABASE_URL is set. */
export const databases: readonly TestDatabase[] = url === undefined ? [sqlite] : [sqlite, postgres];

/** Why tests on PostgreSQL are skipped; undefined when they run. */
export const postgresMissing = url === undefined ? 'TEST_DATABASE_URL is not set: no PostgreSQL' : undefined;

/** The address of an empty schema of its own on the test server, dropped when the running test ends. */
export async function freshPostgresUrl(): Promise<string> {
  if (url === undefined) throw new Error(postgresMissing);
  const schema = `test_${randomUUID().replaceAll('-', '')}`;
  await run(url, `create schema ${schema}`);
  onTestFinished(() => run(url, `drop schema ${schema} cascade`));
  const own = new URL(url);
  own.searchParams.set('options', `-c search_path=${schema}`);
  return own.href;
}

async function run(address: string, statement: string) {
  const client = new pg.Client({ connectionString: address });
  await client.connect();
  await client.query(statement).finally(() => client.end());
}
