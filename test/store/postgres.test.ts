import { once } from 'node:events';
import { createServer } from 'node:net';
import { sql } from 'kysely';
import { describe, expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { openDatabase } from '../../src/store/database.ts';
import { StoreError } from '../../src/store/errors.ts';
import { emptyPostgresUrl, migratedPostgresUrl, postgresMissing } from '../support/postgres.ts';

const dataDir = 'unused';

async function open(url: string) {
  const broken = Promise.withResolvers<string>();
  const database = await openDatabase({
    dataDir,
    url,
    log: { warn: (_details, words) => broken.resolve(words) },
  });
  onTestFinished(() => database.destroy());
  return { database, broken: broken.promise };
}

describe.skipIf(postgresMissing !== undefined)(
  `PostgreSQL${postgresMissing ? ` (${postgresMissing})` : ''}`,
  () => {
    test('brings up several processes that start at once', async () => {
      const url = await emptyPostgresUrl();
      const all = await Promise.all([open(url), open(url), open(url)]);
      for (const { database } of all) await sql`select id from people`.execute(database);
    });

    test('is still there after an idle connection was dropped', async () => {
      const url = await migratedPostgresUrl();
      const [{ database, broken }, other] = [await open(url), await open(url)];
      await sql`select pg_terminate_backend(${await connectionOf(database)})`.execute(other.database);
      expect(await broken).toBe('a database connection broke');
      expect((await sql`select 1 as one`.execute(database)).rows).toEqual([{ one: 1 }]);
    });

    test('is still there after a connection was dropped between two statements of a transaction', async () => {
      const url = await migratedPostgresUrl();
      const [{ database, broken }, other] = [await open(url), await open(url)];
      const attempt = database.transaction().execute(async (transaction) => {
        await sql`select pg_terminate_backend(${await connectionOf(transaction)})`.execute(other.database);
        await broken;
        await sql`select 1`.execute(transaction);
      });
      await expect(attempt).rejects.toThrow();
      expect((await sql`select 1 as one`.execute(database)).rows).toEqual([{ one: 1 }]);
    });

    test('ends a statement that never ends', async () => {
      const { database } = await open(await migratedPostgresUrl());
      expect((await sql`show statement_timeout`.execute(database)).rows).toEqual([
        { statement_timeout: '15s' },
      ]);
    });

    test('of a name that does not exist is said not to exist', async () => {
      const url = new URL(await migratedPostgresUrl());
      url.pathname = '/no_such_database';
      expect(await refusal(url.href)).toMatch(
        /\/no_such_database has no database of that name: create it first\.$/,
      );
    });
  },
);

test('a server that is not there is named, without the password', async () => {
  expect(await refusal('postgres://ada:secret@127.0.0.1:1/bot')).toBe(
    'PostgreSQL at 127.0.0.1:1/bot cannot be reached (ECONNREFUSED): check that it runs, and DATABASE_URL.',
  );
});

test('a server that takes the call and says nothing is given up', async () => {
  const silent = createServer().listen(0, '127.0.0.1');
  onTestFinished(() => void silent.close());
  await once(silent, 'listening');
  const { port } = z.object({ port: z.number() }).parse(silent.address());
  expect(await refusal(`postgres://ada:secret@127.0.0.1:${port}/bot`, 50)).toBe(
    `PostgreSQL at 127.0.0.1:${port}/bot does not answer: check that it runs, and DATABASE_URL.`,
  );
});

async function connectionOf(database: Parameters<ReturnType<typeof sql>['execute']>[0]) {
  const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(database);
  return rows[0]?.pid;
}

async function refusal(url: string, patienceMs?: number) {
  const error = await openDatabase({ dataDir, url, patienceMs }).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(StoreError);
  return error instanceof StoreError ? error.message : '';
}
