import { expect, test } from 'vitest';
import type { Settings } from '../../../src/backend/settings/settings.ts';
import type { TreeState } from '../../../src/backend/trees/tables.ts';
import { type TestBackend, testBackend } from '../support/backend.ts';
import { waiting } from '../support/imported.ts';
import { person } from '../support/person.ts';

/** Brings a tree to its end: a prompt that its only reviewer refuses. */
async function endOne(backend: TestBackend, lang = 'en') {
  const author = person(backend, 'author', lang);
  await author.complete('initial_prompt');
  const reviewer = person(backend, 'reviewer', lang);
  const task = await reviewer.take('label_initial_prompt');
  await reviewer.labels(task.id, task.message_id, { spam: 1 });
}

async function statesOf({ db }: TestBackend, ids: readonly string[]): Promise<(TreeState | undefined)[]> {
  const rows = await db.selectFrom('backend_trees').select(['id', 'state']).execute();
  return ids.map((id) => rows.find((row) => row.id === id)?.state);
}

const backendWith = (settings: Partial<Settings>) =>
  testBackend({ settings: { reviewsForPrompt: 1, ...settings } });

test('the end of a tree opens one of the backlog of its language, if chance will have it', async () => {
  const backend = await backendWith({ backlogChance: 1 });
  const trees = [
    await waiting(backend, '1', 2),
    await waiting(backend, '2', 2),
    await waiting(backend, '3', 2, 'de'),
  ];
  await endOne(backend);
  const states = await statesOf(backend, trees);
  expect(states.filter((state) => state === 'ranking')).toHaveLength(1);
  expect(states[2]).toBe('backlog_ranking');
  expect((await person(backend, 'a').availability()).rank_assistant_replies).toBe(1);
});

test('without that chance it stays closed', async () => {
  const backend = await backendWith({ backlogChance: 0 });
  const trees = [await waiting(backend, '1', 2)];
  await endOne(backend);
  expect(await statesOf(backend, trees)).toEqual(['backlog_ranking']);
});

test('a tree with nothing to rank is aborted, and the next takes its place', async () => {
  const backend = await backendWith({ backlogChance: 1 });
  const trees = [await waiting(backend, '1', 1), await waiting(backend, '2', 0)];
  await endOne(backend);
  expect(await statesOf(backend, trees)).toEqual(['aborted_low_grade', 'aborted_low_grade']);
});

test('while fewer sets are to be ranked than are wanted, the end of a tree always opens one', async () => {
  const backend = await backendWith({ backlogChance: 0, minActiveRankings: 1 });
  const trees = [await waiting(backend, '1', 2), await waiting(backend, '2', 2)];
  await endOne(backend);
  await endOne(backend);
  expect((await statesOf(backend, trees)).filter((state) => state === 'ranking')).toHaveLength(1);
});

test('an opened tree is ranked to its end, whoever wrote it', async () => {
  const backend = await backendWith({ backlogChance: 1, rankingsNeeded: 1 });
  const trees = [await waiting(backend, '1', 3)];
  await endOne(backend);
  const task = await person(backend, 'a').complete('rank_assistant_replies');
  expect(task).toMatchObject({ reveal_synthetic: true });
  expect(await statesOf(backend, trees)).toEqual(['ready_for_export']);
});
