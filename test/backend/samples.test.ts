import { expect, test } from 'vitest';
import { seedSamples } from '../../src/backend/samples/seed.ts';
import { taskTypes } from '../../src/oasst/protocol.ts';
import { testBackend } from './support/backend.ts';
import { person } from './support/person.ts';

async function seeded() {
  const backend = await testBackend();
  expect(await seedSamples(backend.db, () => backend.clock.now)).toBe(true);
  return backend;
}

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
