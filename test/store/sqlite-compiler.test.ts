import { DummyDriver, Kysely, SqliteAdapter, SqliteIntrospector } from 'kysely';
import { expect, test } from 'vitest';
import type { Schema } from '../../src/store/schema.ts';
import { StateInTextCompiler } from '../../src/store/sqlite-compiler.ts';

const db = new Kysely<Schema>({
  dialect: {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (on) => new SqliteIntrospector(on),
    createQueryCompiler: () => new StateInTextCompiler(),
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
