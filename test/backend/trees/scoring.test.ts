import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { databases, memoryDatabase } from '../../support/database.ts';
import { type TestBackend, testBackend } from '../support/backend.ts';
import { waiting } from '../support/imported.ts';
import { person } from '../support/person.ts';

async function stateOf(backend: TestBackend, id: string) {
  return (await backend.call('GET', `/api/v1/messages/${id}/tree/state`)).body;
}

async function failScoring({ db }: TestBackend) {
  await db.updateTable('backend_trees').set({ state: 'scoring_failed' }).execute();
}

async function restart(backend: TestBackend, id: string) {
  return (await backend.call('PUT', `/api/v1/messages/${id}/tree/state?halt=false`)).body;
}

test('a failure while a tree is scored takes the ranking back as well, and sent again it is scored', async () => {
  const db = await memoryDatabase();
  const backend = await testBackend({ db, settings: { rankingsNeeded: 1 } });
  const id = await waiting(backend, '1', 2);
  await failScoring(backend);
  expect(await restart(backend, id)).toMatchObject({ state: 'ranking', active: true });
  const ranker = person(backend, 'ranker');
  const task = await ranker.take('rank_assistant_replies');
  await sql`create trigger broken before update of rank on backend_messages begin select raise(abort, 'no'); end`.execute(
    db,
  );
  expect(await ranker.ranking(task.acked, [1, 0])).toMatchObject({ status: 500, body: { error_code: 0 } });
  expect(backend.logged).toHaveLength(1);
  expect(await stateOf(backend, id)).toMatchObject({ state: 'ranking' });
  expect(await db.selectFrom('backend_rankings').selectAll().execute()).toEqual([]);

  await sql`drop trigger broken`.execute(db);
  expect((await ranker.ranking(task.acked, [1, 0])).status).toBe(200);
  expect(await stateOf(backend, id)).toMatchObject({ state: 'ready_for_export' });
  await db.destroy();
});

describe.each(databases)('on $name', ({ open }) => {
  test('a tree that came here unscored is known as such, halted like any, and scored when it is started again', async () => {
    const backend = await testBackend({ db: await open(), settings: { rankingsNeeded: 1 } });
    const id = await waiting(backend, '1', 2);
    await failScoring(backend);
    expect(await stateOf(backend, id)).toMatchObject({ state: 'scoring_failed', active: false });
    const counts = await backend.call('GET', '/api/v1/stats/tree_manager/state_counts');
    expect(counts.body).toEqual({ scoring_failed: 1 });
    const halted = await backend.call('PUT', `/api/v1/messages/${id}/tree/state?halt=true`);
    expect(halted.body).toMatchObject({ state: 'halted_by_moderator' });
    await failScoring(backend);

    expect(await restart(backend, id)).toMatchObject({ state: 'ranking' });
    await person(backend, 'ranker').complete('rank_assistant_replies');
    expect(await stateOf(backend, id)).toMatchObject({ state: 'ready_for_export' });
    await failScoring(backend);
    expect(await restart(backend, id)).toMatchObject({ state: 'ready_for_export' });
    const ranks = await backend.db
      .selectFrom('backend_messages')
      .select('rank')
      .where('depth', '=', 1)
      .orderBy('rank')
      .execute();
    expect(ranks).toEqual([{ rank: 0 }, { rank: 1 }]);
  });
});
