import { expect, test } from 'vitest';
import { isAlike, leastHashes, resemblance, shapeOf, shinglesOf } from '../src/min-hash.ts';

const alike = (a: string, b: string) => {
  const shape = shapeOf(a);
  return shape !== undefined && isAlike(shape, b);
};

test('the resemblance of two sets is what they have in common, of all they have', () => {
  expect(resemblance(new Set([1, 2, 3]), new Set([2, 3, 4]))).toBe(0.5);
  expect(resemblance(new Set([1]), new Set([1]))).toBe(1);
  expect(resemblance(new Set(), new Set())).toBe(0);
  expect(shinglesOf('abcdef').size).toBe(2);
  expect(shinglesOf('?!').size).toBe(0);
});

test.each([
  ['How do I bake a good bread at home?', 'how do i BAKE a good bread, at home', true],
  [
    'How do I bake a good bread at home without a machine?',
    'How do I bake good bread at home without a machine?',
    true,
  ],
  [
    '怎样在家里烤出好吃的面包而不把它烤焦，谢谢你的帮助。',
    '怎样在家里烤出好吃的面包而不把它烤焦？谢谢你的帮助',
    true,
  ],
  ['How do I bake a good bread at home?', 'How do I grow a good tomato at home?', false],
  ['Name five large rivers of Europe.', 'Name five large rivers of South America, longest first.', false],
  // too short to be anybody's own
  ['Why, please?', 'Why, please?', false],
])('%s and %s: %s', (a, b, expected) => {
  expect(alike(a, b)).toBe(expected);
  expect(alike(b, a)).toBe(expected);
});

test('values are the same at any time, because they are kept: of letters beyond 16 bits as well', () => {
  const shingles = shinglesOf('Naïve 𝒜𝒷𝒸𝒹𝑒 ﬁsh 🦜 日本語');
  expect([...shingles]).toEqual([
    921279308, 1492415403, -973503056, 2024056268, -449239572, 1956368136, -880931687, -1689867984, 553089252,
    -1157245894, 348870386, 1707253150, -1042869749,
  ]);
  expect(leastHashes(shingles, 3)).toEqual([262723879, 331036274, 100686952]);
  expect(shinglesOf('𝔞𐐀𐐁𐐂𐐃𐐄x').size).toBe(3);
  expect(leastHashes(new Set(), 2)).toEqual([0xffffffff, 0xffffffff]);
});
