import { expect, test } from 'vitest';
import { portionsOf } from '../../src/dataset/portions.ts';

const portions = (lines: readonly string[]) => [...portionsOf(lines, 6)];

test('lines stay whole and in order, as many together as there is room for', () => {
  expect(portions(['a\n', 'b\n', 'c\n', 'd\n'])).toEqual(['a\nb\nc\n', 'd\n']);
  expect(portions(['a\n', 'bbbb\n', 'cccc\n'])).toEqual(['a\n', 'bbbb\n', 'cccc\n']);
});

test('a line that is longer than a portion is one of its own', () => {
  expect(portions(['long line\n', 'b\n', 'another\n'])).toEqual(['long line\n', 'b\n', 'another\n']);
  expect(portions([])).toEqual([]);
});
