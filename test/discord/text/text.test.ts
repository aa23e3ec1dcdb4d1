import { describe, expect, test } from 'vitest';
import { printable, sizeOf } from '../../../src/discord/text/text.ts';
import { codePoints, hasVisible, stripBlanks } from '../../../src/text.ts';
import { fc } from '../../support/same-cases.ts';
import { text } from '../../support/texts.ts';

describe('length', () => {
  test('is counted in code points for the backend', () => {
    expect(codePoints('😀'.repeat(2_000))).toBe(2_000);
    expect(codePoints('é👨‍👩‍👧')).toBe(6);
    expect(codePoints('')).toBe(0);
  });

  test('is measured in UTF-16 units and UTF-8 bytes for Discord', () => {
    expect(sizeOf('aé字😀')).toEqual({ units: 5, bytes: 10 });
  });

  test('in bytes is never less than in units', () => {
    fc.assert(fc.property(text, (any) => sizeOf(any).bytes >= sizeOf(any).units));
  });
});

describe('blanks', () => {
  test('are stripped at both ends as the backend does, and nowhere else', () => {
    expect(stripBlanks('\u3000\x1c\x85 a  b\u2028\n')).toBe('a  b');
    expect(stripBlanks(' \n\t ')).toBe('');
  });

  test('are not the zero-width characters, which the backend keeps', () => {
    expect(stripBlanks('\ufeff\u200b')).toBe('\ufeff\u200b');
  });
});

describe('something to see', () => {
  test.each(['a', '字', '😀', '🇩', '1️⃣', '.', '`', 'a\u0301', '\ufffd', '\u{e000}'])('is in %j', (some) => {
    expect(hasVisible(some)).toBe(true);
  });

  test.each([
    '',
    ' \n\u3000',
    '\u200b\u200d\ufeff',
    '\u0301\u0489',
    '\0\x1b\x85',
    '\u202e\u2069',
    '\ufe0f',
    '\u3164',
    '\u2800',
    '\u{e0041}',
  ])('is not in %j', (none) => expect(hasVisible(none)).toBe(false));
});

describe('the printable form', () => {
  test('shows what Discord would drop or replace', () => {
    expect(printable('a\0b\x1bc\x7fd\ud800e\udc00f\x90')).toBe('a␀b␛c␡d\ufffde\ufffdf\ufffd');
  });

  test('has one kind of line end', () => {
    expect(printable('a\r\nb\rc\x85d\ne\tf')).toBe('a\nb\nc\nd\ne\tf');
  });

  test('has no lone surrogate and no control character but tabs and line feeds', () => {
    fc.assert(
      fc.property(text, (any) => {
        expect(printable(any).isWellFormed()).toBe(true);
        expect(printable(any).replace(/[\t\n]/g, '')).not.toMatch(/\p{Cc}/u);
      }),
    );
  });

  test('of itself is the same', () => {
    fc.assert(fc.property(text, (any) => printable(printable(any)) === printable(any)));
  });
});

/** A text that counts how often somebody looks at one of its characters. */
class Watched extends String {
  looks = 0;
  override charAt(index: number) {
    this.looks += 1;
    return super.charAt(index);
  }
}

test('stripping blanks looks at the blanks around a text, however many there are inside', () => {
  for (const size of [1_000, 2_000, 4_000, 120_000]) {
    const inside = new Watched(`x${' '.repeat(size)}x`);
    stripBlanks(inside as unknown as string);
    expect(inside.looks).toBe(2);
    const around = new Watched(`${' '.repeat(size)}x${' '.repeat(size)}`);
    expect(stripBlanks(around as unknown as string)).toBe('x');
    expect(around.looks).toBe(2 * size + 2);
  }
});
