import { describe, expect, test } from 'vitest';
import { shorten } from '../../../src/discord/text/shorten.ts';

test.each([
  ['Can you explain photosynthesis?', 20, 'Can you explain …'],
  ['Spam, Misses the task, Quality', 25, 'Spam, Misses the task …'],
  ['Read (the small print) first', 9, 'Read …'],
  ['пример длинной строки', 12, 'пример …'],
  ['日本語の文章を短くする', 8, '日本語の文章…'],
  ['这是一个很长的句子', 6, '这是一个…'],
  ['fits', 4, 'fits'],
])('%j in %d units ends where a word does', (text, units, short) => {
  expect(shorten(text, { units })).toBe(short);
  expect(short.length).toBeLessThanOrEqual(units);
});

test('a word that alone is too long is cut, but no character of several code points is', () => {
  expect(shorten('x'.repeat(100), { units: 10 })).toBe('xxxxxxxx …');
  const family = '👩‍👩‍👧';
  expect(shorten(family.repeat(3), { units: family.length + 3 })).toBe(`${family} …`);
  expect(shorten(`e\u0301`.repeat(9), { units: 7 })).toBe(`e\u0301e\u0301 …`);
});

describe.each([
  'a b c d e f g h',
  '漢字かな交じり文です',
  '🏳️‍🌈🏳️‍🌈🏳️‍🌈',
  ', , , , ,',
  'Straße/Größe/Übung',
  '\ud83dx\ud83d',
])('%j', (text) => {
  test('never exceeds its room', () => {
    for (let size = 0; size <= 40; size += 1) {
      expect(shorten(text, { units: size }).length).toBeLessThanOrEqual(size);
      expect(Buffer.byteLength(shorten(text, { bytes: size }))).toBeLessThanOrEqual(size);
    }
  });

  test('shortened twice is the same', () => {
    for (let size = 0; size <= 40; size += 1) {
      const once = shorten(text, { units: size });
      expect(shorten(once, { units: size })).toBe(once);
    }
  });
});
