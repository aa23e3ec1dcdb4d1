import { DummyDriver, Kysely, SqliteAdapter, SqliteIntrospector } from 'kysely';
import { expect, test } from 'vitest';
import type { Schema } from '../../src/store/schema.ts';
import { StablePlanCompiler } from '../../src/store/sqlite-compiler.ts';

const db = new Kysely<Schema>({
  dialect: {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (on) => new SqliteIntrospector(on),
    createQueryCompiler: () => new StablePlanCompiler(),
  },
});

test('a state that is asked for stands in the statement, everything else is a parameter', () => {
  const { sql, parameters } = db
    .selectFrom('sessions')
    .select('task_id')
    .where('person_id', '=', 'ada')
    .where('sessions.state', '=', 'open')
    .where('state', 'in', ['returned', 'sending'])
    .compile();
  expect(sql).toContain(`"person_id" = ? and "sessions"."state" = 'open' and "state" in (?, ?)`);
  expect(parameters).toEqual(['ada', 'returned', 'sending']);
});

test('a number that chooses stands there as well, and a quote in a state is written twice', () => {
  const stale = db.selectFrom('cases').select('id').where('stale', '=', 1).compile();
  expect(stale).toMatchObject({ parameters: [] });
  expect(stale.sql).toContain('"stale" = 1');
  const odd = db
    .selectFrom('sessions')
    .select('task_id')
    .where('state', '=', "o'pen" as 'open')
    .compile();
  expect(odd.sql).toContain(`"state" = 'o''pen'`);
});

test('what is set is a parameter', () => {
  const { sql } = db.updateTable('sessions').set({ state: 'done' }).where('state', '=', 'sending').compile();
  expect(sql).toBe(`update "sessions" set "state" = ? where "state" = 'sending'`);
});

test('how many rows are wanted stands in the statement, in every part of it', () => {
  const some = db.selectFrom('sessions').select('task_id').limit(20);
  const { sql, parameters } = db.selectFrom(some.as('some')).selectAll().limit(5).offset(3).compile();
  expect(sql).toContain('limit 20) as "some" limit 5 offset ?');
  expect(parameters).toEqual([3]);
});

test('how many rows are wanted that is known only when a statement runs is worked out then', () => {
  const later = Symbol('later') as unknown as number;
  const { sql, parameters } = db.selectFrom('sessions').select('task_id').limit(later).compile();
  expect(sql).toContain('limit cast(? as integer)');
  expect(parameters).toEqual([later]);
});
