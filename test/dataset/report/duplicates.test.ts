import { describe, expect, test } from 'vitest';
import { marksOfPrompt, marksOfReply } from '../../../src/dataset/report/marks.ts';
import { bandsOf } from '../../../src/dataset/splits/min-hash.ts';
import { memoryDatabase } from '../../support/database.ts';
import { putPeople, putTree } from '../support/collection.ts';
import { reported } from './support/report.ts';

const words = (seed: number, count: number) =>
  Array.from({ length: count }, (_, at) =>
    ((seed * 7_919 + at * 104_729) % 60_466_176).toString(36).padStart(5, 'q'),
  );
const said = (seed: number) => words(seed, 60).join(' ');
/** The same but for the last of sixty words. */
const nearly = (seed: number) => [...words(seed, 59), 'else'].join(' ');

test('replies that are nearly the same are counted with those that are exactly so, short ones not', async () => {
  const db = await memoryDatabase();
  await putPeople(db, [{}]);
  const replies = [
    said(1),
    nearly(1),
    ` ${said(1)}`,
    said(2),
    said(3),
    nearly(3),
    'Yes, it is.',
    'Yes it is!',
  ];
  await putTree(db, 0, {
    messages: [{ text: 'Why?' }, ...replies.map((text) => ({ parent: 0, text }))],
  });
  const { duplicates } = await reported(db);
  expect(duplicates).toContainEqual({ kind: 'assistant_reply', texts: 8, exact: 1, near: 3 });
  await db.destroy();
});

describe('what texts share', () => {
  const shared = (a: readonly number[], b: readonly number[]) => new Set(a).intersection(new Set(b)).size;

  test('is everything for the same words, and nothing for others', () => {
    expect(shared(marksOfReply(said(1)), marksOfReply(said(1).toUpperCase()))).toBe(3);
    for (let other = 2; other < 200; other += 1)
      expect(shared(marksOfReply(said(1)), marksOfReply(said(other)))).toBe(0);
    expect(marksOfReply('Yes, it is.')).toEqual([]);
    expect(marksOfPrompt('?!')).toEqual([]);
  });

  test('is for prompts what splits go by', () => {
    const texts = Array.from({ length: 40 }, (_, seed) => [
      said(seed),
      nearly(seed),
      words(seed, 40).join(' '),
    ]).flat();
    for (const one of texts.slice(0, 12))
      for (const other of texts) {
        const bands = new Set(bandsOf(one, '')).intersection(new Set(bandsOf(other, ''))).size;
        expect(shared(marksOfPrompt(one), marksOfPrompt(other))).toBe(bands);
      }
  });
});
