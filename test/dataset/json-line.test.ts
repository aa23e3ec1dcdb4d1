import { expect, test } from 'vitest';
import { jsonLine } from '../../src/dataset/json-line.ts';

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
