import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { inject, onTestFinished } from 'vitest';
import { openDatabase } from '../../src/store/database.ts';

const url = process.env.TEST_DATABASE_URL || undefined;
if (url === undefined && process.env.CI)
  throw new Error('CI must set TEST_DATABASE_URL to a PostgreSQL server');

/** Why tests on PostgreSQL are skipped; undefined when they run. */
export const postgresMissing = url === undefined ? 'TEST_DATABASE_URL is not set: no PostgreSQL' : undefined;

type Migrated = { name: string; schema: string };

/** Databases that have served a test of this worker, and wait for the next one. */
const free: Migrated[] = [];
let template: Promise<Migrated> | undefined;

/** The address of an empty database of its own on the test server, dropped when the running test ends. */
export async function emptyPostgresUrl(): Promise<string> {
  const name = await create('template0');
  onTestFinished(() => drop(name));
  return addressOf(name);
}

/**
 * The address of a migrated database without a row, of its own until the running test ends. It is a copy of one that
 * was migrated once, and the next test gets it again when it is as good as new.
 */
export async function migratedPostgresUrl(): Promise<string> {
  const database = free.pop() ?? (await copy());
  onTestFinished(() => giveBack(database));
  return addressOf(database.name);
}

async function copy(): Promise<Migrated> {
  template ??= migratedOnce();
  const { name, schema } = await template;
  return { name: await create(name), schema };
}

async function migratedOnce(): Promise<Migrated> {
  const name = await create('template0');
  const database = await openDatabase({ dataDir: 'unused', url: addressOf(name) });
  await database.destroy();
  return { name, schema: await onServer(name, schemaOf) };
}

/**
 * Empties it for the next test, by new files, so that its rows lie as in a new database; one whose tables, indexes,
 * triggers or functions a test has changed is dropped.
 */
async function giveBack(database: Migrated): Promise<void> {
  const isAsItWas = await onServer(database.name, async (client) => {
    await client.query(
      'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
    );
    if ((await schemaOf(client)) !== database.schema) return false;
    const { rows } = await client.query<{ name: string }>(
      `select quote_ident(relname) as name from pg_class
       where relkind = 'r' and relnamespace = 'public'::regnamespace and relname not like 'kysely_%' and pg_relation_size(oid) > 0`,
    );
    if (rows.length > 0)
      await client.query(`truncate ${rows.map(({ name }) => name).join(', ')} restart identity cascade`);
    return true;
  });
  if (isAsItWas) free.push(database);
  else await drop(database.name);
}

/** One text for all that migrations make: columns, constraints, indexes, triggers, functions; and which have run. */
async function schemaOf(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ schema: string }>(
    `with own as (select oid, relname, relkind from pg_class where relnamespace = 'public'::regnamespace),
      lines as (
        select format('%s %s %s %s', relname, relkind, attname, format_type(atttypid, atttypmod)) || attnotnull as line
          from own join pg_attribute on attrelid = own.oid where not attisdropped
        union all select format('%s %s', conrelid::regclass, pg_get_constraintdef(oid)) from pg_constraint
          where connamespace = 'public'::regnamespace
        union all select indexdef from pg_indexes where schemaname = 'public'
        union all select pg_get_triggerdef(pg_trigger.oid) from own join pg_trigger on tgrelid = own.oid where not tgisinternal
        union all select format('%s is done', name) from kysely_migration
        union all select pg_get_functiondef(oid) from pg_proc where pronamespace = 'public'::regnamespace and prokind = 'f')
    select md5(string_agg(line, E'\\n' order by line)) as schema from lines`,
  );
  return rows[0]?.schema ?? '';
}

/** A new database, whose name says to which run of the tests it belongs. */
async function create(from: string): Promise<string> {
  const name = `${inject('databasePrefix')}_${randomUUID().replaceAll('-', '').slice(0, 16)}`;
  await onServer(undefined, (client) =>
    client.query(`create database ${name} template ${from} strategy file_copy`),
  );
  return name;
}

const drop = (name: string) =>
  onServer(undefined, async (client) => {
    await client.query(`drop database ${name} with (force)`);
  });

function addressOf(name: string): string {
  if (url === undefined) throw new Error(postgresMissing);
  const own = new URL(url);
  own.pathname = `/${name}`;
  return own.href;
}

async function onServer<T>(name: string | undefined, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: name === undefined ? url : addressOf(name) });
  await client.connect();
  return await work(client).finally(() => client.end());
}
