import fc from 'fast-check';
import { expect, test } from 'vitest';
import { bandsOf } from '../../../src/dataset/splits/min-hash.ts';

const shared = (a: string, b: string, key = 'k') =>
  new Set(bandsOf(a, key)).intersection(new Set(bandsOf(b, key))).size;

const long =
  'Please explain to a child of ten why the sky is blue at noon and red in the evening, with an example from the kitchen.';

test('texts that are the same but for case, blanks and punctuation share every band', () => {
  expect(bandsOf(long, 'k')).toHaveLength(8);
  expect(shared(long, `  ${long.toUpperCase().replaceAll(' ', '\n')}!! `)).toBe(8);
  expect(shared('為什麼天空是藍色的？', '為什麼天空是藍色的')).toBe(8);
  expect(shared('Hi', 'hi!')).toBe(8);
});

test('a text with a few words changed shares a band, one about something else shares none', () => {
  expect(shared(long, long.replace('a child of ten', 'a child of nine'))).toBeGreaterThan(0);
  expect(shared(long, `${long} Thanks!`)).toBeGreaterThan(0);
  expect(shared(long, 'How do I bake bread without an oven, and which flour keeps longest in summer?')).toBe(
    0,
  );
});

test('bands are the same at any time, and say nothing without the key', () => {
  expect(bandsOf('Why?', 'k')).toEqual(bandsOf('Why?', 'k'));
  expect(shared('Why?', 'Why?', 'k')).toBe(8);
  expect(new Set(bandsOf('Why?', 'k')).intersection(new Set(bandsOf('Why?', 'other'))).size).toBe(0);
  expect(bandsOf('?! …', 'k')).toEqual([]);
});

test('any text has eight bands, or none', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect([0, 8]).toContain(bandsOf(text, 'k').length);
    }),
  );
});

test('the share of bands that two texts have in common is near what the similarity of their shingles says', () => {
  const words = (from: number, to: number) =>
    Array.from({ length: to - from }, (_, index) => `word${from + index}x${(from + index) * 7919}`).join(' ');
  let found = 0;
  const runs = 60;
  for (let run = 0; run < runs; run += 1) {
    const start = run * 1_000;
    // 90 of 100 words are common: the sets of shingles are about 0.8 alike
    found += shared(words(start, start + 95), words(start + 5, start + 100)) > 0 ? 1 : 0;
  }
  expect(found / runs).toBeGreaterThan(0.9);
});
