import { expect, test } from 'vitest';
import { jsonLine, jsonOf } from '../../src/dataset/json-line.ts';

test.each(['\u2028', '\u2029', '\u0085', '\n', '\r\n'])(
  'no text, not even with %j in it, ends a line before its end',
  (end) => {
    const value = { text: `one${end}two`, [`a${end}b`]: [end] };
    const line = jsonLine(value);
    expect(line.slice(0, -1)).not.toMatch(/[\n\r\u0085\u2028\u2029]/); // where Python's str.splitlines would cut
    expect(line.endsWith('\n')).toBe(true);
    expect(JSON.parse(line)).toEqual(value);
  },
);

test('what is nested deeper than JSON.stringify goes is written as it writes what is not', () => {
  const shallow = { a: [], b: {}, c: [null, undefined, 'x\n"'], d: undefined, 'e"': [{ f: 1.5 }, [true]] };
  let deep: unknown = shallow;
  for (let level = 0; level < 20_000; level += 1) deep = level % 2 ? [deep] : { replies: deep, lang: 'en' };
  expect(() => JSON.stringify(deep)).toThrow(RangeError);
  const json = jsonOf(deep);
  expect(json).toContain(JSON.stringify(shallow));
  const levels = json.split(JSON.stringify(shallow));
  expect(levels).toEqual(['[{"replies":'.repeat(10_000), ',"lang":"en"}]'.repeat(10_000)]);
});
