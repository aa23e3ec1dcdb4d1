import { describe, expect, test } from 'vitest';
import { sizeOfEmbeds, wholeMessage } from '../../../src/discord/text/budget.ts';
import { foreign } from '../../../src/discord/text/foreign.ts';
import { holds } from '../../../src/discord/text/text.ts';
import type { ConversationMessage } from '../../../src/oasst/protocol.ts';
import { type CandidateOptions, candidateEmbeds } from '../../../src/tasks/show/candidates.ts';
import { hasVisible } from '../../../src/text.ts';
import { problemsOf } from '../../support/payload-problems.ts';
import { fc } from '../../support/same-cases.ts';
import { messages } from '../../support/texts.ts';

const options: CandidateOptions = {
  budget: { ...wholeMessage, embeds: 8 },
  speaker: (_, index) => ({ name: `${index + 1}`, colour: 3 }),
  placeholder: '(nothing to see)',
};

const candidates = (...texts: string[]): ConversationMessage[] =>
  texts.map((text) => ({ text, is_assistant: true }));

const asShown = ({ text }: ConversationMessage) =>
  hasVisible(foreign(text)) ? foreign(text).trim() : options.placeholder;

describe('candidates', () => {
  test('have an embed each while there are places', () => {
    expect(candidateEmbeds(candidates('one', 'two'), options)).toEqual({
      complete: true,
      embeds: [
        { author: { name: '1' }, color: 3, description: 'one' },
        { author: { name: '2' }, color: 3, description: 'two' },
      ],
    });
  });

  test('are fields of one embed when there are more', () => {
    const { embeds, complete } = candidateEmbeds(candidates(...'abcdefghi'), options);
    expect(complete).toBe(true);
    expect(embeds).toHaveLength(1);
    expect(embeds[0]?.fields?.[8]).toEqual({ name: '9', value: 'i' });
  });

  test('share the room fairly: short ones whole, long ones alike', () => {
    const { embeds, complete } = candidateEmbeds(candidates('a'.repeat(2_000), 'short', 'b'.repeat(2_000)), {
      ...options,
      budget: { units: 1_008, bytes: 9_000, embeds: 8 },
    });
    expect(embeds.map(({ description }) => description?.length)).toEqual([500, 5, 500]);
    expect(complete).toBe(false);
  });

  test('are whole whenever all of them fit together', () => {
    const { complete } = candidateEmbeds(candidates('a'.repeat(4_000), '字'.repeat(1_665)), options);
    expect(complete).toBe(true);
  });

  test('begin with their first words, not with blanks', () => {
    const { embeds } = candidateEmbeds(candidates(`${'\n'.repeat(900)}first words ${'a'.repeat(900)}`, 'b'), {
      ...options,
      budget: { units: 100, bytes: 100, embeds: 8 },
    });
    expect(embeds[0]?.description).toMatch(/^first words a+…$/);
  });

  test('are refused when the budget leaves nothing to be seen of them', () => {
    const small = { ...options, budget: { units: 100, bytes: 100, embeds: 8 } };
    expect(() => candidateEmbeds(candidates(...'abcdefghi'), small)).toThrow(RangeError);
    const placeless = { ...options, budget: { ...wholeMessage, embeds: 0 } };
    expect(() => candidateEmbeds(candidates('a', 'b'), placeless)).toThrow(RangeError);
  });

  test('of any text are all visible under their numbers, whole if it says so, in a payload Discord takes', () => {
    const budgets = fc.record({
      units: fc.integer({ min: 1_200, max: 6_000 }),
      bytes: fc.integer({ min: 1_200, max: 9_000 }),
      embeds: fc.integer({ min: 1, max: 10 }),
    });
    fc.assert(
      fc.property(messages({ minLength: 2, maxLength: 20 }), budgets, (all, budget) => {
        const { embeds, complete } = candidateEmbeds(all, { ...options, budget });
        const own = embeds.map(({ author, description }) => ({ name: author?.name, value: description }));
        const shown = embeds.flatMap(({ fields }) => fields ?? own.splice(0, 1));
        expect(problemsOf(embeds)).toEqual([]);
        expect(holds(budget, sizeOfEmbeds(embeds))).toBe(true);
        expect(embeds.length).toBeLessThanOrEqual(budget.embeds);
        expect(shown.map(({ name }) => name)).toEqual(all.map((_, index) => `${index + 1}`));
        expect(complete).toBe(shown.every(({ value }, index) => value === all.map(asShown)[index]));
        for (const [index, { value = '' }] of shown.entries()) {
          const beginning = value.replace(/…(\n```)?$/, '');
          expect(all.map(asShown)[index]?.startsWith(beginning)).toBe(true);
          expect(beginning.length).toBeGreaterThan(0);
        }
      }),
    );
  });
});
