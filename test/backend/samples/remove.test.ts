import { sql } from 'kysely';
import { describe, expect, test } from 'vitest';
import { accountOfSamples } from '../../../src/backend/samples/account.ts';
import { sampleStories, sampleTrees } from '../../../src/backend/samples/index.ts';
import { aboutMessages, removeSamples } from '../../../src/backend/samples/remove.ts';
import { seedSamples } from '../../../src/backend/samples/seed.ts';
import { taskTypes } from '../../../src/oasst/protocol.ts';
import { databases, memoryDatabase } from '../../support/database.ts';
import { testBackend } from '../support/backend.ts';
import { person } from '../support/person.ts';

const none = { messages: 0, labels: 0, rankings: 0, reactions: 0, summaries: 0, ratings: 0, imported: 0 };
const everything = ['backend_trees', 'backend_messages', 'backend_stories', 'backend_summaries'] as const;

describe.each(databases)('samples on $name', ({ open }) => {
  test('that nobody has touched are gone without a question, their people too', async () => {
    const db = await open();
    await seedSamples(db, () => Date.UTC(2026, 0, 1));
    expect(await removeSamples(db, false, 7)).toEqual({
      removed: true,
      account: { trees: sampleTrees.length, stories: sampleStories.length, additions: none },
    });
    for (const table of [...everything, 'backend_labels', 'backend_rankings', 'backend_users'] as const)
      expect(await db.selectFrom(table).selectAll().execute()).toEqual([]);
    expect(await removeSamples(db, false, 7)).toEqual({
      removed: true,
      account: { trees: 0, stories: 0, additions: none },
    });
    expect(await seedSamples(db, () => 0)).toBe(true);
  });

  test('are all that goes: a tree of somebody’s own is as it was', async () => {
    const backend = await testBackend({ db: await open(), samples: false });
    const { db } = backend;
    const own = person(backend, 'own');
    await own.complete('initial_prompt');
    await db.updateTable('backend_trees').set({ origin: 'own' }).execute();
    const before = await db.selectFrom('backend_messages').selectAll().execute();
    expect(await removeSamples(db, true, 7)).toMatchObject({ removed: true, account: { trees: 0 } });
    expect(await db.selectFrom('backend_messages').selectAll().execute()).toEqual(before);
  });
});

test('what each kind of task adds to the samples is counted, kept unless it may go, and then gone', async () => {
  const backend = await testBackend({ samples: true });
  const { db } = backend;
  const ada = person(backend, 'ada');
  for (const type of taskTypes) await ada.complete(type);
  const { additions } = await accountOfSamples(db);
  expect(additions).toEqual({
    messages: 2, // a reply of each role; the prompt is a tree of its own
    labels: 3,
    rankings: 3,
    reactions: 0,
    summaries: 1,
    ratings: 1,
    imported: 0,
  });
  const count = async () =>
    (await db.selectFrom('backend_messages').select('id').execute()).length +
    (await db.selectFrom('backend_tasks').select('id').execute()).length;
  const before = await count();
  expect(await removeSamples(db, false, 7)).toMatchObject({ removed: false, account: { additions } });
  expect(await count()).toBe(before);

  expect(await removeSamples(db, true, 7)).toMatchObject({ removed: true });
  const left = await db.selectFrom('backend_messages').select(['depth', 'client']).execute();
  expect(left).toEqual([{ depth: 0, client: expect.not.stringMatching(/^samples$/) }]); // Ada's own prompt
  expect(await db.selectFrom('backend_users').select('username').execute()).toEqual([{ username: 'ada' }]);
  expect(await sql`pragma foreign_key_check`.execute(db).then(({ rows }) => rows)).toEqual([]);
});

test('a task in hand about a sample is gone with it, and its answer is refused as one that nobody knows', async () => {
  const backend = await testBackend({ samples: true });
  const ada = person(backend, 'ada');
  const taken = await ada.take('assistant_reply');
  const votes = await ada.take('rank_initial_prompts');
  const prompt = await ada.take('initial_prompt');
  await removeSamples(backend.db, true, 7);
  const left = await backend.db.selectFrom('backend_tasks').select('id').execute();
  expect(left).toEqual([{ id: prompt.id }]);
  expect(left).not.toContainEqual({ id: taken.id });
  expect(left).not.toContainEqual({ id: votes.id });
});

test('every table that names messages is thought of', async () => {
  const db = await memoryDatabase();
  const { rows } = await sql<{ name: string; column: string }>`
    select m.name, f."from" as "column" from sqlite_master m, pragma_foreign_key_list(m.name) f
    where m.type = 'table' and f."table" = 'backend_messages' order by m.name`.execute(db);
  const withTree = new Set(['backend_messages', 'backend_rankings', 'backend_places']);
  const named = rows.filter(({ name }) => !withTree.has(name)).map(({ name, column }) => [name, column]);
  expect(Object.fromEntries(named)).toEqual(aboutMessages);
  await db.destroy();
});
