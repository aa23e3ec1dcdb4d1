import { describe, expect, test } from 'vitest';
import { blockAtEnd } from '../../../src/discord/text/fences.ts';
import { cutIntoPages, paginate, SMALLEST_PAGE } from '../../../src/discord/text/pages.ts';
import { holds, printable, sizeOf } from '../../../src/discord/text/text.ts';
import { hasVisible } from '../../../src/text.ts';
import { fc } from '../../support/same-cases.ts';
import { story } from '../../support/texts.ts';

const limits = fc.record({
  units: fc.integer({ min: SMALLEST_PAGE, max: 5_000 }),
  bytes: fc.integer({ min: SMALLEST_PAGE, max: 9_000 }),
});
const small = { units: 100, bytes: 400 };

describe('a page ends', () => {
  test('where a paragraph does, rather than a line', () => {
    const first = `${'a'.repeat(60)}\nsecond line`;
    expect(paginate(`${first}\n\n${'b\n'.repeat(40)}`, small, '-')[0]).toBe(first);
  });

  test('where a line does, rather than a sentence', () => {
    expect(paginate(`${'a'.repeat(60)}\nOne. ${'b'.repeat(100)}`, small, '-')[0]).toBe('a'.repeat(60));
  });

  test('where a sentence does, rather than a word', () => {
    expect(paginate(`${'a '.repeat(30)}end. ${'b '.repeat(100)}`, small, '-')[0]).toBe(
      `${'a '.repeat(30)}end.`,
    );
    expect(paginate(`${'字'.repeat(60)}。${'字'.repeat(60)}`, small, '-')[0]).toBe(`${'字'.repeat(60)}。`);
  });

  test('where a word does, in scripts without blanks too', () => {
    expect(paginate('abcdef '.repeat(20), small, '-')[0]).toBe('abcdef '.repeat(14).trim());
    const thai = paginate('สวัสดีชาวโลก'.repeat(12), small, '-');
    expect(thai[0]).toMatch(/(สวัสดี|ชาว|โลก)$/);
  });
});

describe('a code block that goes over a cut', () => {
  const code = `intro\n\`\`\`ts\n${'const a = 1;\n'.repeat(20)}\`\`\`\nbye`;

  test('is closed and opened again in its language', () => {
    const pages = paginate(code, small, '-');
    expect(pages.length).toBeGreaterThan(2);
    expect(pages[0]).toMatch(/^intro\n```ts\n(const a = 1;\n)+```$/);
    for (const page of pages.slice(1, -1)) expect(page).toMatch(/^```ts\n(const a = 1;\n)+```$/);
    expect(pages.at(-1)).toBe('bye');
  });

  test('keeps its indentation', () => {
    const [, second] = paginate(`\`\`\`\n${'    deep();\n'.repeat(30)}\`\`\``, small, '-');
    expect(second?.startsWith('```\n    deep();')).toBe(true);
  });

  test('is not torn in its opening mark', () => {
    const [first, second] = paginate(
      `${'a'.repeat(90)}\n\`\`\`python\n${'b\n'.repeat(20)}\`\`\``,
      small,
      '-',
    );
    expect(first).toBe('a'.repeat(90));
    expect(second?.startsWith('```python\nb')).toBe(true);
  });

  test.each([96, 97, 98, 99])('is not torn in its opening mark at place %i', (place) => {
    const [first, second] = paginate(`${'a'.repeat(place)}\`\`\`py\n${'b\n'.repeat(20)}\`\`\``, small, '-');
    expect(first).toBe('a'.repeat(place));
    expect(second?.startsWith('```py\nb')).toBe(true);
  });

  test('does not begin where the page ends', () => {
    const [first] = paginate(`${'a'.repeat(60)}\n\`\`\`python\n${'b'.repeat(200)}\n\`\`\``, small, '-');
    expect(first).toBe('a'.repeat(60));
  });

  test('takes its closing mark onto the page on which its last line is', () => {
    for (let length = 70; length < 100; length += 1) {
      const pages = paginate(
        `\`\`\`\n${'x'.repeat(length)}\n\`\`\` and more text behind it ${'y '.repeat(20)}`,
        small,
        '-',
      );
      expect(pages.join('|')).not.toMatch(/\|```\n+```/);
    }
  });
});

describe('a text in which there is nothing to see', () => {
  test.each(['', '   ', '\n'.repeat(500), '\u200b'.repeat(50)])('becomes the words for it', (blank) => {
    expect(paginate(blank, small, '(empty)')).toEqual(['(empty)']);
  });

  test('becomes the words for it page by page when it is long', () => {
    expect(new Set(paginate('\u200b'.repeat(500), small, '(empty)'))).toEqual(new Set(['(empty)']));
  });
});

test('limits in which no code block could be reopened are refused', () => {
  expect(() => paginate('a', { units: SMALLEST_PAGE - 1, bytes: 400 }, '-')).toThrow(RangeError);
  expect(() => paginate('a', { units: 400, bytes: SMALLEST_PAGE - 1 }, '-')).toThrow(RangeError);
});

test('no page is blank or too big', () => {
  fc.assert(
    fc.property(story, limits, (any, room) => {
      for (const page of paginate(any, room, '(empty)')) {
        expect(holds(room, sizeOf(page))).toBe(true);
        expect(hasVisible(page)).toBe(true);
        expect(page.isWellFormed()).toBe(true);
      }
    }),
  );
});

test('the pages hold the whole text in its order, but for blanks at the cuts', () => {
  fc.assert(
    fc.property(story, limits, (any, room) => {
      const whole = printable(any);
      let at = 0;
      for (const page of cutIntoPages(any, room)) {
        const start = whole.indexOf(page.text, at);
        expect(whole.slice(at, start).trim()).toBe('');
        expect(start).toBeGreaterThanOrEqual(at);
        at = start + page.text.length;
      }
      expect(whole.slice(at).trim()).toBe('');
    }),
  );
});

test('every page of several closes the code blocks it opens', () => {
  fc.assert(
    fc.property(story, limits, (any, room) => {
      const pages = cutIntoPages(any, room);
      if (pages.length === 1) return;
      for (const { opening, text, closing } of pages) {
        // a run of backticks longer than a page cannot be kept whole
        if (text.includes('`'.repeat(10))) continue;
        expect(blockAtEnd(opening + text + closing)).toBeUndefined();
      }
    }),
  );
});
