import fc from 'fast-check';
import { expect, test } from 'vitest';
import { List } from '../../src/dataset/command-line.ts';

test.each([
  ['', []],
  [' , ,', []],
  ['en', ['en']],
  [' en , de,', ['en', 'de']],
  ['"Poems, or so"', ['Poems, or so']],
  [' "Poems, or so" , Recipes', ['Poems, or so', 'Recipes']],
  ['"The ""best"", of all",x', ['The "best", of all', 'x']],
  ['The "best" poems,x', ['The "best" poems', 'x']],
  ['"best" poems,x', ['"best" poems', 'x']],
  ['"never closed, x', ['"never closed', 'x']],
])('%j is the list %j', (text, list) => {
  expect(List.parse(text)).toEqual(list);
});

test('whatever stands in a list in quotes comes out of it', () => {
  const name = fc.string().filter((text) => text.trim() !== '');
  fc.assert(
    fc.property(fc.array(name), (names) => {
      const text = names.map((each) => `"${each.replaceAll('"', '""')}"`).join(', ');
      expect(List.parse(text)).toEqual(names.map((each) => each.trim()));
    }),
  );
});
