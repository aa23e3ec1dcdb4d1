import { CompiledQuery, Kysely, type LogEvent } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { seedSamples } from '../../src/backend/samples/seed.ts';
import { taskTypes } from '../../src/oasst/protocol.ts';
import { migrate } from '../../src/store/migrate.ts';
import { migrations } from '../../src/store/migrations/index.ts';
import type { Schema } from '../../src/store/schema.ts';
import { NodeSqliteDialect, openSqliteFile } from '../../src/store/sqlite.ts';
import { testBackend } from './support/backend.ts';
import { person } from './support/person.ts';

test('no statement behind a task request, an ack, an answer or a skip reads a whole table', async () => {
  const statements = new Set<string>();
  const note = ({ query: { sql } }: LogEvent) => void statements.add(sql);
  const db = new Kysely<Schema>({
    dialect: new NodeSqliteDialect(await openSqliteFile(':memory:')),
    log: note,
  });
  onTestFinished(() => db.destroy());
  await migrate(db, migrations);
  await seedSamples(db, () => Date.UTC(2026, 0, 1));
  const backend = await testBackend({
    db,
    settings: { rankInitialPrompts: true, rankPrompterReplies: true, summaries: true },
  });

  statements.clear();
  const ada = person(backend, '1');
  for (const type of taskTypes) {
    if (type !== 'rank_prompter_replies') await ada.complete(type);
    const { body } = await person(backend, `${type}-2`).request(type);
    const { id } = body as { id?: string };
    if (id) expect((await person(backend, `${type}-2`).nack(id)).status).toBe(204);
  }
  for (let turn = 0; turn < 30; turn += 1) await person(backend, `turn-${turn}`).request('random');

  const asked = [...statements].filter((sql) => /^(select|with|insert|update|delete)/.test(sql));
  expect(asked.length).toBeGreaterThan(40);
  for (const sql of asked) {
    const { rows } = await db.executeQuery<{ detail: string }>(
      CompiledQuery.raw(`explain query plan ${sql}`),
    );
    const scans = rows.map(({ detail }) => detail).filter((step) => /^SCAN backend_/.test(step));
    expect({ sql, scans }).toEqual({ sql, scans: [] });
  }
});
