import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { isUniqueViolation } from '../../src/store/unique-violation.ts';
import { databases } from '../support/database.ts';
import { postgresMissing } from '../support/postgres.ts';

describe.each(databases)('a database on $name', ({ open }) => {
  test('comes up with the tables of the bot and of the backend', async () => {
    const tables = await (await open()).introspection.getTables();
    expect(tables.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['people', 'outbox', 'backend_trees']),
    );
  });

  test('gives counts, sums and times as numbers', async () => {
    const database = await open();
    await sql`create table things (at bigint not null, amount integer not null)`.execute(database);
    await sql`insert into things values (${1_795_000_000_123}, ${2}), (${1_795_000_000_124}, ${3})`.execute(
      database,
    );
    const { rows } = await sql`
      select count(*) as count, sum(amount) as sum, sum(at) as times, max(at) as latest from things
    `.execute(database);
    expect(rows).toEqual([{ count: 2, sum: 5, times: 3_590_000_000_247, latest: 1_795_000_000_124 }]);
  });

  test('stores a whole number in a text column without a decimal point', async () => {
    const { rows } = await sql`select cast(${5} as text) as five`.execute(await open());
    expect(rows).toEqual([{ five: '5' }]);
  });

  test('tells a second row with the same key from every other mistake', async () => {
    const database = await open();
    await sql`create table keyed (id text primary key, name text unique, size integer not null)`.execute(
      database,
    );
    const insert = (id: string, name: string, size: number | null) =>
      sql`insert into keyed values (${id}, ${name}, ${size})`.execute(database).catch((error) => error);
    await insert('a', 'Ada', 1);
    expect(isUniqueViolation(await insert('a', 'Bob', 1))).toBe(true);
    expect(isUniqueViolation(await insert('b', 'Ada', 1))).toBe(true);
    expect(isUniqueViolation(await insert('b', 'Bob', null))).toBe(false);
  });

  test('undoes a transaction that fails halfway', async () => {
    const database = await open();
    await sql`create table notes (text text)`.execute(database);
    const halfway = database.transaction().execute(async (transaction) => {
      await sql`insert into notes values ('half')`.execute(transaction);
      throw new Error('changed my mind');
    });
    await expect(halfway).rejects.toThrow('changed my mind');
    expect((await sql`select * from notes`.execute(database)).rows).toEqual([]);
  });

  test('reports how many rows a statement changed', async () => {
    const database = await open();
    await sql`create table notes (text text)`.execute(database);
    await sql`insert into notes values ('a'), ('b')`.execute(database);
    const { numAffectedRows } = await sql`update notes set text = 'c'`.execute(database);
    expect(numAffectedRows).toBe(2n);
  });
});

test.each([undefined, null, 'text', new Error('UNIQUE'), { code: 'ERR_SQLITE_ERROR', errcode: 5 }])(
  '%s is no unique violation',
  (error) => expect(isUniqueViolation(error)).toBe(false),
);

test.skipIf(postgresMissing !== undefined)(
  `PostgreSQL was tried${postgresMissing ? `: ${postgresMissing}` : ''}`,
  () => {
    expect(databases.map(({ name }) => name)).toContain('PostgreSQL');
  },
);
