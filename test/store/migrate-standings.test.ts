import { Kysely, sql } from 'kysely';
import { describe, expect, onTestFinished, test } from 'vitest';
import { migrate } from '../../src/store/migrate.ts';
import { migrations } from '../../src/store/migrations/index.ts';
import { connectPostgres } from '../../src/store/postgres.ts';
import type { Schema } from '../../src/store/schema.ts';
import { NodeSqliteDialect, openSqliteFile } from '../../src/store/sqlite.ts';
import { emptyPostgresUrl, postgresMissing } from '../support/postgres.ts';

/** Databases with nothing in them, not even tables. */
const blank = [
  {
    name: 'SQLite',
    connect: async () =>
      new Kysely<Schema>({ dialect: new NodeSqliteDialect(await openSqliteFile(':memory:')) }),
  },
  ...(postgresMissing === undefined
    ? [
        {
          name: 'PostgreSQL', // whose end of the database may be heard by a connection that is just closing
          connect: async () => connectPostgres(await emptyPostgresUrl(), () => {}),
        },
      ]
    : []),
];

describe.each(blank)('standings on $name', ({ connect }) => {
  test('that were counted before they had editions are still shown', async () => {
    const db = await connect();
    onTestFinished(() => db.destroy());
    const before = Object.entries(migrations).filter(([name]) => name < '0004');
    await migrate(db, Object.fromEntries(before));
    await sql`
      insert into backend_users (id, client, auth_method, username, display_name, notes, enabled, deleted, show_on_leaderboard, created_at)
      values ('u', 'bot', 'discord', 'u', 'U', '', 1, 0, 1, 0)
    `.execute(db);
    await sql`
      insert into backend_scores (user_id, time_frame, rank, leader_score, deeds, base_at, modified_at)
      values ('u', 'day', 1, 4, '{"prompts":40}', 5, 100), ('u', 'total', null, 9, '{}', null, 200)
    `.execute(db);
    await sql`
      insert into backend_troll_scores (user_id, time_frame, rank, troll_score, facts, base_at, modified_at)
      values ('u', 'day', 1, 3, '{"red_flags":1}', 6, 101)
    `.execute(db);

    await migrate(db, migrations);
    const standings = db.selectFrom('backend_standings').orderBy('time_frame');
    const numbers = (rows: object[]) => JSON.parse(JSON.stringify(rows).replaceAll(/"(\d+)"/g, '$1'));
    expect(
      numbers(await standings.select(['time_frame', 'edition', 'base_at', 'counted_at']).execute()),
    ).toEqual([
      { time_frame: 'day', edition: 1, base_at: 6, counted_at: 101 },
      { time_frame: 'total', edition: 1, base_at: null, counted_at: 200 },
    ]);
    const leaders = standings.innerJoin('backend_scores', 'standings_id', 'backend_standings.id');
    expect(
      await leaders.select(['time_frame', 'user_id', 'rank', 'leader_score', 'deeds']).execute(),
    ).toEqual([
      { time_frame: 'day', user_id: 'u', rank: 1, leader_score: 4, deeds: '{"prompts":40}' },
      { time_frame: 'total', user_id: 'u', rank: null, leader_score: 9, deeds: '{}' },
    ]);
    const trolls = standings.innerJoin('backend_troll_scores', 'standings_id', 'backend_standings.id');
    expect(await trolls.select(['time_frame', 'user_id', 'rank', 'troll_score', 'facts']).execute()).toEqual([
      { time_frame: 'day', user_id: 'u', rank: 1, troll_score: 3, facts: '{"red_flags":1}' },
    ]);
  });
});
