import { expect, test } from 'vitest';
import { evenRows } from '../../src/discord/view.ts';

const lengths = (count: number, mostRows: number) => {
  const buttons = Array.from({ length: count }, (_, index) => ({ label: `${index}`, id: `v1:x:${index}` }));
  const made = evenRows(buttons, mostRows).map(({ components }) => components);
  const shown = made.flat().map((one) => ('label' in one ? one.label : undefined));
  expect(shown).toEqual(buttons.map(({ label }) => label));
  return made.map(({ length }) => length);
};

test.each([
  [11, 5, [3, 3, 3, 2]],
  [11, 4, [3, 3, 3, 2]],
  [11, 3, [4, 4, 3]],
  [10, 5, [3, 3, 2, 2]],
  [7, 5, [3, 2, 2]],
  [5, 5, [3, 2]],
  [4, 5, [2, 2]],
  [3, 5, [3]],
  [1, 3, [1]],
  [0, 5, []],
])('%i buttons in at most %i rows stand in rows of nearly the same length', (count, most, rows) => {
  expect(lengths(count, most)).toEqual(rows);
});
