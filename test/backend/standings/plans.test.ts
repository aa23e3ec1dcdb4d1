import { Kysely } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import type { Db } from '../../../src/backend/db.ts';
import { migrate } from '../../../src/store/migrate.ts';
import { migrations } from '../../../src/store/migrations/index.ts';
import type { Schema } from '../../../src/store/schema.ts';
import { NodeSqliteDialect, openSqliteFile } from '../../../src/store/sqlite.ts';
import { scheduledOver } from './scheduled.ts';

test('every statement of every job finds its rows by an index, already in order', async () => {
  const database = await openSqliteFile(':memory:');
  const statements = new Set<string>();
  const dialect = new NodeSqliteDialect(database);
  const db: Db = new Kysely<Schema>({ dialect, log: ({ query }) => void statements.add(query.sql) });
  onTestFinished(() => db.destroy());
  await migrate(db, migrations);
  const { scheduler, clock } = await scheduledOver(db, async () => {}, 20);
  await scheduler.idle();
  statements.clear();
  clock.advance(4 * 3_600_000);
  await scheduler.idle();

  const own = [...statements].filter(
    (sql) => /^(select|update|delete)/.test(sql) && !sql.includes('"backend_standings"'),
  );
  expect(own.length).toBeGreaterThan(10);
  const plans = own.map((sql) => ({
    sql,
    steps: database
      .prepare(`explain query plan ${sql}`)
      .all()
      .map(({ detail }) => String(detail)),
  }));
  // all campaigns are wanted there, and they are few
  const bad = /^SCAN (?!backend_campaigns USING COVERING INDEX)|TEMP B-TREE FOR ORDER BY/;
  expect(plans.filter(({ steps }) => steps.some((step) => bad.test(step)))).toEqual([]);
});
