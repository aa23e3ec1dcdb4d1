import { expect, test } from 'vitest';
import { parseWithDigits } from '../src/digits.ts';
import { fc } from './support/same-cases.ts';

test.each([
  ['{"id":123456789012345678}', { id: '123456789012345678' }],
  ['{"id": 123456789012345678}', { id: '123456789012345678' }],
  ['[-9007199254740993]', ['-9007199254740993']],
  ['[1,\n9007199254740993]', [1, '9007199254740993']],
  ['9007199254740993', '9007199254740993'],
  ['[1e400]', ['1e400']],
  ['[-12.5E+0400]', ['-12.5E+0400']],
  [`[1${'0'.repeat(400)}]`, [`1${'0'.repeat(400)}`]],
])('%s keeps its digits', (text, value) => {
  expect(parseWithDigits(text)).toEqual(value);
});

test('numbers that JavaScript holds, and digits in a text, are what they are', () => {
  const value = { id: '123456789012345678', safe: 9007199254740991, half: 0.5, small: 1e-300, large: 1e21 };
  expect(parseWithDigits(JSON.stringify(value))).toEqual(value);
  expect(parseWithDigits('{"text":"so many: 123456789012345678, [1e400]"}')).toEqual({
    text: 'so many: 123456789012345678, [1e400]',
  });
});

test('whatever stands around a large number, it keeps its digits', () => {
  const json = fc.jsonValue({ maxDepth: 3 });
  const digits = fc.bigInt({ min: 2n ** 53n, max: 2n ** 64n });
  fc.assert(
    fc.property(
      fc.array(json),
      fc.array(json),
      digits,
      fc.constantFrom(0, 1, 2),
      (before, after, id, indent) => {
        const text = JSON.stringify([...before, { id: 'HERE' }, ...after], null, indent).replace(
          '"HERE"',
          `${id}`,
        );
        const found = parseWithDigits(text) as { id?: unknown }[];
        expect(found[before.length]?.id).toBe(String(id));
      },
    ),
  );
});
