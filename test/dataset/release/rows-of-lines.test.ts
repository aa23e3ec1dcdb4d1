import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formats } from '../../../src/dataset/export/formats/index.ts';
import { jsonLine } from '../../../src/dataset/json-line.ts';
import { JsonText } from '../../../src/dataset/release/json-text.ts';
import { rowReader } from '../../../src/dataset/release/rows-of-lines.ts';
import { tableColumns } from '../../../src/dataset/release/table-columns.ts';
import type { Feature } from '../../../src/dataset/schemas/features.ts';

const value = (dtype: string): Feature => ({ _type: 'Value', dtype });

/** Texts in which there is what a reader might take for the end of something. */
const tricky = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(
        '"prompt":',
        ',"origin":',
        '","origin":null',
        '\\',
        '\\u2028',
        '\u2028',
        '\u0085',
        '\u2029',
        '}',
        '\n',
      ),
    ),
  )
  .map((parts) => parts.join(''));

test('a column of JSON has the text that its value has as JSON, whatever is in it, and the others are as they were', () => {
  const read = rowReader(tableColumns(formats.trees));
  const tree = fc.record({
    message_tree_id: tricky,
    tree_state: tricky,
    prompt: fc.record({ text: tricky, replies: fc.array(fc.record({ text: tricky, origin: tricky })) }),
    origin: fc.option(tricky),
    meta: fc.option(tricky),
  });
  fc.assert(
    fc.property(fc.array(tree, { minLength: 1, maxLength: 3 }), (trees) => {
      const rows = read(trees.map(jsonLine).join(''));
      const expected = trees.map(({ prompt, ...others }) => ({
        ...others,
        prompt: new JsonText(JSON.stringify(prompt)),
      }));
      expect(rows).toEqual(expected);
    }),
  );
});

test('a column of JSON may be the last', () => {
  const read = rowReader({ id: value('string'), all: value('json') });
  expect(read('{"id":"a","all":[{"b":1}]}\n')).toEqual([{ id: 'a', all: new JsonText('[{"b":1}]') }]);
});

test('beside columns that are no single values none of JSON is looked for', () => {
  expect(() => rowReader({ list: [value('string')], all: value('json') })).toThrow('no single values');
});

test('lines of other formats are read as they are', () => {
  const read = rowReader(tableColumns(formats.prompts));
  expect(read('{"prompt":[],"lang":"en"}\n{"prompt":[{"role":"user"}]}\n')).toEqual([
    { prompt: [], lang: 'en' },
    { prompt: [{ role: 'user' }] },
  ]);
});
