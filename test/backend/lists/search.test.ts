import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { SEARCH_LIMIT } from '../../../src/backend/lists/pattern.ts';
import { databases } from '../../support/database.ts';
import { type TestBackend, testBackend } from '../support/backend.ts';
import { person } from '../support/person.ts';

const Found = z.object({ items: z.array(z.object({ text: z.string() })) });
const texts = [
  'Привет, как дела?',
  'Wann fährt der Zug nach ÖTIGHEIM?',
  'ΚΑΛΗΜΕΡΑ σε όλους',
  '100% or a_b?',
  'a'.repeat(2_000),
];

async function found(backend: TestBackend, words: string): Promise<string[]> {
  const query = new URLSearchParams({ search_query: words, max_count: '50' });
  const { body } = await backend.call('GET', `/api/v1/messages/cursor?${query}`);
  return Found.parse(body).items.map(({ text }) => text);
}

describe.each(databases)('a search on $name', ({ open }) => {
  test('finds words in any capitals of any script, and takes no sign for a pattern', async () => {
    const backend = await testBackend({ db: await open() });
    for (const text of texts) await person(backend, 'ada').complete('initial_prompt', text);
    const [russian, german, greek, signs, long] = texts;
    for (const words of ['привет', 'ПРИВЕТ', 'Как Дела'])
      expect(await found(backend, words)).toEqual([russian]);
    for (const words of ['ötigheim', 'FÄHRT']) expect(await found(backend, words)).toEqual([german]);
    expect(await found(backend, 'καλημερα')).toEqual([greek]);
    for (const words of ['100%', 'a_b']) expect(await found(backend, words)).toEqual([signs]);
    expect(await found(backend, '%ри')).toEqual([]);
    expect(await found(backend, 'A'.repeat(SEARCH_LIMIT))).toEqual([long]);
  });
});

test('a search for more than a name or a sentence is refused before anything is read', async () => {
  const backend = await testBackend();
  for (const size of [SEARCH_LIMIT + 1, 20_000]) {
    const query = new URLSearchParams({ search_query: 'a'.repeat(size) });
    expect((await backend.call('GET', `/api/v1/messages/cursor?${query}`)).status).toBe(422);
  }
});
