import { expect, test } from 'vitest';
import { sampleTrees } from '../../../src/backend/samples/index.ts';
import { seedSamples } from '../../../src/backend/samples/seed.ts';
import { taskTypes } from '../../../src/oasst/protocol.ts';
import { codePoints, stripBlanks } from '../../../src/text.ts';
import { testBackend } from '../support/backend.ts';
import { person } from '../support/person.ts';

const seeded = () => testBackend({ samples: true });

test.each(taskTypes)('a fresh person is handed %s from the samples and answers it', async (type) => {
  const backend = await seeded();
  const somebody = person(backend, 'newcomer');
  await somebody.complete(type);
  expect(backend.logged).toEqual([]);
});

test('three people do two tasks of each type in turn, and the samples do not run dry', async () => {
  const backend = await seeded();
  const people = ['a', 'b', 'c'].map((id) => person(backend, id));
  for (let round = 0; round < 2; round += 1)
    for (const type of taskTypes)
      for (const somebody of people) {
        await somebody.complete(type);
        backend.clock.now += 20_000;
      }
});

test('three people can hold the same type of task at the same time', async () => {
  const backend = await seeded();
  const people = ['a', 'b', 'c'].map((id) => person(backend, id));
  for (const type of taskTypes) {
    for (const somebody of people) await somebody.take(type);
    backend.clock.now += 6 * 60_000;
  }
});

test('the samples are put into an empty backend only, and only once', async () => {
  const backend = await seeded();
  expect(await seedSamples(backend.db, () => backend.clock.now)).toBe(false);
  const used = await testBackend();
  await person(used, 'first').complete('initial_prompt');
  expect(await seedSamples(used.db, () => used.clock.now)).toBe(false);
  expect(await used.db.selectFrom('backend_trees').select('id').execute()).toHaveLength(1);
});

test('every sample is in the state it was written for, by system users, within the limits of a text', async () => {
  const { db } = await seeded();
  const trees = await db.selectFrom('backend_trees').select(['lang', 'state', 'id']).execute();
  expect(trees.map(({ state }) => state).sort()).toEqual(sampleTrees.map(({ state }) => state).sort());
  expect(new Set(trees.map(({ lang }) => lang))).toEqual(new Set(['en', 'de', 'es', 'ja', 'ar']));
  expect(new Set(trees.map(({ state }) => state)).size).toBeGreaterThanOrEqual(6);
  const users = await db.selectFrom('backend_users').selectAll().execute();
  expect(users.every((user) => user.auth_method === 'system' && user.show_on_leaderboard === 0)).toBe(true);
  const texts = [
    ...(await db.selectFrom('backend_messages').select('text').execute()),
    ...(await db.selectFrom('backend_summaries').select('text').execute()),
  ];
  for (const { text } of texts) {
    expect(text).toBe(stripBlanks(text));
    expect(codePoints(text)).toBeLessThanOrEqual(2_000);
  }
});

test('nobody among the samples replies to, reviews or ranks what they may not', async () => {
  const { db } = await seeded();
  const messages = await db.selectFrom('backend_messages').selectAll().execute();
  const reviews = await db.selectFrom('backend_labels').selectAll().execute();
  const rankings = await db.selectFrom('backend_rankings').selectAll().execute();
  for (const message of messages) {
    const children = messages.filter(({ parent_id }) => parent_id === message.id);
    expect(new Set(children.map(({ user_id }) => user_id)).size).toBe(children.length);
    const reviewers = reviews.filter(({ message_id }) => message_id === message.id);
    expect(reviewers).toHaveLength(message.review_count);
    expect(reviewers.map(({ user_id }) => user_id)).not.toContain(message.user_id);
    const rankers = rankings.filter(({ parent_id }) => parent_id === message.id);
    for (const { user_id } of rankers) expect(children.map((child) => child.user_id)).not.toContain(user_id);
  }
});
