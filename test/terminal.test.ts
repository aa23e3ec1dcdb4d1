import fc from 'fast-check';
import { expect, test } from 'vitest';
import { forTerminal } from '../src/terminal.ts';

test.each([
  ['plain words, ü, 漢字 and 👩‍🚀', 'plain words, ü, 漢字 and 👩‍🚀'],
  ['two\nlines\tand a tab', 'two\nlines\tand a tab'],
  ['\x1b[2J\x1b]0;title\x07', '\\u{1b}[2J\\u{1b}]0;title\\u{7}'],
  ['\x9b31mred', '\\u{9b}31mred'],
  ['overwritten\rnew', 'overwritten\\u{d}new'],
  ['\u202egnp.exe', '\\u{202e}gnp.exe'],
])('%j is printed as %j', (text, printed) => {
  expect(forTerminal(text)).toBe(printed);
});

test('whatever a text is, no control but line feed and tab is left, and doing it twice changes nothing', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const printed = forTerminal(text);
      expect(printed).not.toMatch(/(?![\n\t])\p{Cc}|[\u202a-\u202e\u2066-\u2069]/u);
      expect(forTerminal(printed)).toBe(printed);
    }),
    { numRuns: 300 },
  );
});
