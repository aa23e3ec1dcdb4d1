import type { APIEmbed } from 'discord-api-types/v10';
import { describe, expect, test } from 'vitest';
import { sizeOfEmbeds, wholeMessage } from '../../../src/discord/text/budget.ts';
import { foreign } from '../../../src/discord/text/foreign.ts';
import { holds } from '../../../src/discord/text/text.ts';
import { type FullPagesOptions, fullPages } from '../../../src/tasks/show/full-pages.ts';
import { hasVisible } from '../../../src/text.ts';
import { problemsOf } from '../../support/payload-problems.ts';
import { fc } from '../../support/same-cases.ts';
import { conversation, story } from '../../support/texts.ts';

const options: FullPagesOptions = {
  continued: (heading) => `${heading} (continued)`,
  placeholder: '(nothing to see)',
};

describe('the full text', () => {
  test('is on one page when it fits', () => {
    const sections = [
      { heading: 'Story', text: 'Once upon a time.', colour: 7 },
      { heading: 'Summary', text: 'Once.' },
    ];
    expect(fullPages(sections, options)).toEqual([
      [
        { author: { name: 'Story' }, color: 7, description: 'Once upon a time.' },
        { author: { name: 'Summary' }, description: 'Once.' },
      ],
    ]);
  });

  test('repeats the heading of a section that goes on', () => {
    const pages = fullPages([{ heading: 'Story', text: 'word '.repeat(2_000) }], options);
    expect(pages.flat().map(({ author }) => author?.name)).toEqual([
      'Story',
      'Story (continued)',
      'Story (continued)',
    ]);
  });

  test('keeps a section in one piece when it fits a page of its own', () => {
    const [first, second] = fullPages(
      [
        { heading: 'A', text: 'a'.repeat(4_000) },
        { heading: 'B', text: 'b'.repeat(4_000) },
      ],
      options,
    );
    expect(first?.map(({ description }) => description)).toEqual(['a'.repeat(4_000)]);
    expect(second?.map(({ description }) => description)).toEqual(['b'.repeat(4_000)]);
  });

  test('of nothing has no page', () => {
    expect(fullPages([], options)).toEqual([]);
  });

  test('of a very long story is all there', () => {
    const text = Array.from({ length: 20_000 }, (_, index) => `w${index}`).join(' ');
    const pages = fullPages([{ heading: 'Story', text }], options);
    expect(wordsOf(pages.flat())).toEqual(text.split(' '));
    expect(pages.flatMap(problemsOf)).toEqual([]);
  });

  test('is refused a budget that holds no page', () => {
    const budget = { units: 50, bytes: 50, embeds: 1 };
    expect(() => fullPages([{ heading: 'Story', text: 'a' }], { ...options, budget })).toThrow(RangeError);
    expect(() =>
      fullPages([{ heading: 'Story', text: 'a' }], { ...options, budget: { ...wholeMessage, embeds: 0 } }),
    ).toThrow(RangeError);
  });

  const budgets = fc.record({
    units: fc.integer({ min: 500, max: 6_000 }),
    bytes: fc.integer({ min: 500, max: 9_000 }),
    embeds: fc.integer({ min: 1, max: 10 }),
  });

  test('of any conversation is on pages that Discord takes, within the budget', () => {
    fc.assert(
      fc.property(conversation, budgets, (messages, budget) => {
        const sections = messages.map(({ text }, index) => ({ heading: `${index}`, text }));
        for (const page of fullPages(sections, { ...options, budget })) {
          expect(problemsOf(page)).toEqual([]);
          expect(holds(budget, sizeOfEmbeds(page))).toBe(true);
          expect(page.length).toBeLessThanOrEqual(budget.embeds);
        }
      }),
    );
  });

  test('of any sections loses nothing visible, and adds nothing but the marks of code blocks', () => {
    fc.assert(
      fc.property(fc.array(story, { maxLength: 4 }), budgets, (texts, budget) => {
        const sections = texts.map((text, index) => ({ heading: `${index}`, text }));
        const parts = fullPages(sections, { ...options, budget }).flat();
        for (const { heading, text } of sections) {
          const own = parts.filter(({ author }) => author?.name.split(' ')[0] === heading);
          expect(isAllOf(visibleIn(foreign(text)), own)).toBe(true);
        }
      }),
    );
  });
});

/** Whether the descriptions are a text's visible characters in their order, apart from marks that cuts may have added. */
function isAllOf(visible: string, parts: readonly APIEmbed[]): boolean {
  let ends = new Set([0]);
  for (const { description = '' } of parts) {
    const forms = description === options.placeholder ? [''] : formsOf(description);
    const next = [...ends].flatMap((at) =>
      forms.flatMap((form) => (visible.startsWith(form, at) ? [at + form.length] : [])),
    );
    ends = new Set(next);
  }
  return ends.has(visible.length);
}

/** The visible characters of a description, with and without the marks a cut may have added. */
function formsOf(description: string): string[] {
  const reopened = description.replace(/^```[a-z0-9_+\-.#]*\n/i, '');
  return [description, reopened].flatMap((form) => [form, form.replace(/\n```$/, '')]).map(visibleIn);
}

function visibleIn(text: string): string {
  return Array.from(text).filter(hasVisible).join('');
}

function wordsOf(parts: readonly APIEmbed[]): string[] {
  return parts.flatMap(({ description = '' }) => description.split(' '));
}
