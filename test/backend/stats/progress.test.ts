import { describe, expect, test } from 'vitest';
import { databases } from '../../support/database.ts';
import { testBackend } from '../support/backend.ts';
import { person } from '../support/person.ts';

const ROUTE = '/api/v1/extensions/progress';
const DAY = 24 * 60 * 60 * 1_000;

describe.each(databases)('the progress of a collection on $name', ({ open }) => {
  test('is nothing in an empty one', async () => {
    const backend = await testBackend({ db: await open(), settings: { goalTrees: 50 } });
    const { body } = await backend.call('GET', ROUTE);
    expect(body).toMatchObject({ goal: 50, trees: {}, languages: [], wanted: {} });
    expect(body).toHaveProperty('days.length', 14);
  });

  test('counts trees by state and language, messages by day, and what is wanted', async () => {
    const backend = await testBackend({ db: await open() });
    const [ada, ben] = [person(backend, 'ada'), person(backend, 'ben', 'de')];
    await ada.complete('initial_prompt');
    backend.clock.now += DAY;
    await ada.complete('initial_prompt');
    await ben.complete('initial_prompt');
    const { body } = await backend.call('GET', ROUTE);
    expect(body).toMatchObject({
      trees: { initial_prompt_review: 3 },
      languages: [
        { lang: 'en', trees: 2, finished: 0 },
        { lang: 'de', trees: 1, finished: 0 },
      ],
      wanted: { label_initial_prompt: 3 },
    });
    const { days } = body as { days: { day: string; messages: number }[] };
    expect(days.slice(-3).map(({ messages }) => messages)).toEqual([0, 1, 2]);
    expect(days.at(-1)?.day).toBe(new Date(backend.clock.now).toISOString().slice(0, 10));
    await backend.db.updateTable('backend_messages').set({ deleted: 1 }).execute();
    backend.clock.now += 60_000;
    const later = (await backend.call('GET', ROUTE)).body as typeof body & { days: { messages: number }[] };
    expect(later.days.map(({ messages }) => messages)).toEqual(Array(14).fill(0));
  });
});

test('it is counted once a minute, however often it is asked for', async () => {
  const backend = await testBackend();
  const trees = async () => (await backend.call('GET', ROUTE)).body as { trees: object };
  await trees();
  await person(backend, 'ada').complete('initial_prompt');
  expect((await trees()).trees).toEqual({});
  backend.clock.now += 59_999;
  expect((await trees()).trees).toEqual({});
  backend.clock.now += 1;
  expect((await trees()).trees).toEqual({ initial_prompt_review: 1 });
});
