import { expect, test } from 'vitest';
import { problemsIn } from '../../../bench/processes/verify.ts';
import { memoryDatabase } from '../../support/database.ts';

const answer = (number: number, status = 200) => ({
  number,
  files: [],
  method: 'POST',
  route: '/interactions/:id/:token/callback',
  path: `/interactions/${number}/token/callback`,
  at: 0,
  status,
  body: {},
});

test('what was seen saved and is not there, and what was answered twice or never, is told', async () => {
  const db = await memoryDatabase();
  const written = [{ person: 'Ada', text: 'Why?' }];
  expect(await problemsIn(db, [answer(1), answer(1), answer(2), answer(3, 404)], written, 3)).toEqual([
    '1 texts lost: Why?',
    '1 done tasks lost: Why?',
    '1 interactions were answered twice',
    'of 3 interactions 2 were answered',
  ]);
});

test('a refused answer is none', async () => {
  expect(await problemsIn(await memoryDatabase(), [answer(1, 400), answer(1)], [], 1)).toEqual([]);
});
