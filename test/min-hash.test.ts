import { expect, test } from 'vitest';
import { isAlike, resemblance, shapeOf, shinglesOf } from '../src/min-hash.ts';

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
