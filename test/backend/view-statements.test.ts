import { CompiledQuery, Kysely, type LogEvent } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { seedSamples } from '../../src/backend/samples/seed.ts';
import { migrate } from '../../src/store/migrate.ts';
import { migrations } from '../../src/store/migrations/index.ts';
import type { Schema } from '../../src/store/schema.ts';
import { NodeSqliteDialect, openSqliteFile } from '../../src/store/sqlite.ts';
import { testBackend } from './support/backend.ts';
import { person } from './support/person.ts';

/** The only tables that may be read whole: they have a few rows, however large the collection is. */
const small = /^SCAN backend_(standings|cached_stats)\b/;

/** A table that is read whole, or by an index that has not all that is asked for. */
const wholeTable = /^SCAN backend_\w+(?! USING COVERING INDEX)( |$)/;
/** An index read whole as well. */
const whole = /^SCAN backend_/;

test.each<[string, string[], number, RegExp?]>([
  ['/me', ['/extensions/contributions/discord/1', '/extensions/points/discord/1'], 5],
  ['/leaderboard', ['/leaderboards/week', '/extensions/leaderboards/week/en'], 2],
  ['/progress', ['/extensions/progress'], 3],
  ['what is available', ['/tasks/availability?lang=en'], 2],
  ['/privacy', ['/extensions/personal-data/discord/1'], 2, whole],
  ['statistics', ['/stats/', '/stats/cached', '/stats/tree_manager/state_counts'], 3],
])('no statement behind %s reads a large table', async (_, paths, least, tooMuch = wholeTable) => {
  const statements = new Set<string>();
  const note = ({ query: { sql } }: LogEvent) => void statements.add(sql);
  const dialect = new NodeSqliteDialect(await openSqliteFile(':memory:'));
  const db = new Kysely<Schema>({ dialect, log: note });
  onTestFinished(() => db.destroy());
  await migrate(db, migrations);
  await seedSamples(db, () => Date.UTC(2026, 0, 1));
  const backend = await testBackend({ db });
  const ada = person(backend, '1');
  for (const type of ['initial_prompt', 'assistant_reply', 'label_assistant_reply'] as const)
    await ada.complete(type);

  statements.clear();
  for (const path of paths) {
    const isAvailability = path.startsWith('/tasks/');
    const { status } = await backend.call(isAvailability ? 'POST' : 'GET', `/api/v1${path}`, {
      ...(isAvailability ? { body: ada.user } : {}),
    });
    expect({ path, status }).toEqual({ path, status: 200 });
  }
  const asked = [...statements].filter((sql) => /^(select|with)/.test(sql));
  expect(asked.length).toBeGreaterThanOrEqual(least);
  for (const sql of asked) {
    const plan = CompiledQuery.raw(`explain query plan ${sql}`);
    const { rows } = await db.executeQuery<{ detail: string }>(plan);
    const scans = rows.map(({ detail }) => detail).filter((step) => tooMuch.test(step) && !small.test(step));
    expect({ sql, scans }).toEqual({ sql, scans: [] });
  }
});
