import { describe, expect, test } from 'vitest';
import { clip } from '../../../src/discord/text/clip.ts';
import { holds, printable, sizeOf } from '../../../src/discord/text/text.ts';
import { fc } from '../../support/same-cases.ts';
import { text } from '../../support/texts.ts';

const room = fc.record({ units: fc.nat({ max: 300 }), bytes: fc.nat({ max: 600 }) });
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

describe('a text that fits', () => {
  test('stays as it is', () => {
    expect(clip('hello', { units: 5 })).toBe('hello');
    expect(clip('```js\nlet a;', {})).toBe('```js\nlet a;');
  });
});

describe('a text that does not fit', () => {
  test('ends in a mark', () => {
    expect(clip('hello world', { units: 8 })).toBe('hello w…');
    expect(clip('hello world', { units: 8 }, ' [more]')).toBe('h [more]');
    expect(clip('字字字字', { bytes: 9 })).toBe('字字…');
  });

  test('loses the blanks before the mark', () => {
    expect(clip('hello world', { units: 7 })).toBe('hello…');
  });

  test('is cut before a cluster that would be torn', () => {
    expect(clip('ab👨‍👩‍👧‍👦c', { units: 8 })).toBe('ab…');
    expect(clip('🇩🇪🇫🇷🇮🇹', { units: 8 })).toBe('🇩🇪…');
  });

  test('is cut inside a cluster that is too big by itself, between code points', () => {
    expect(clip(`a${'\u0301'.repeat(50)}`, { units: 10 })).toBe(`a${'\u0301'.repeat(8)}…`);
    expect(clip(`👍${'🏽'.repeat(50)}`, { units: 10 })).toBe(`👍${'🏽'.repeat(3)}…`);
  });

  test('has its open code block closed', () => {
    expect(clip('see ```js\nlet a = 1;\nlet b = 2;\n``` there', { units: 26 })).toBe(
      'see ```js\nlet a = 1;…\n```',
    );
  });

  test('is gone when there is no room even for the mark', () => {
    expect(clip('hello', { units: 0 })).toBe('');
    expect(clip('hello', { bytes: 2 })).toBe('');
  });
});

test('a clipped text never exceeds its limits', () => {
  fc.assert(fc.property(text, room, (any, limits) => holds(limits, sizeOf(clip(any, limits)))));
});

test('a clipped text is whole, or a beginning of the text and a mark', () => {
  fc.assert(
    fc.property(text, room, (any, limits) => {
      const whole = printable(any);
      const clipped = clip(any, limits);
      if (clipped === whole) return;
      const head = clipped.replace(/…(\n```)?$/, '');
      expect(holds(limits, sizeOf(whole))).toBe(false);
      expect(whole.startsWith(head)).toBe(true);
      expect(clipped === '' || clipped.length > head.length).toBe(true);
    }),
  );
});

test('a cut lies between clusters unless the first one is too big', () => {
  fc.assert(
    fc.property(text, room, (any, limits) => {
      const whole = printable(any);
      const head = clip(any, limits).replace(/…(\n```)?$/, '');
      const clusters = [...graphemes.segment(whole)];
      const atBorder = head === whole || clusters.some(({ index }) => index === head.length);
      const first = clusters[0]?.segment ?? '';
      expect(atBorder || first.startsWith(head)).toBe(true);
    }),
  );
});
