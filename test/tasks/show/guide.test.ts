import { describe, expect, test } from 'vitest';
import { lessonIn } from '../../../src/locales/lessons.ts';
import { textLanguages } from '../../../src/locales/words.ts';
import { taskTypes } from '../../../src/oasst/protocol.ts';
import { guideView } from '../../../src/tasks/show/reading.ts';
import { taskOf, translator } from '../../support/scenes.ts';

const atAGlance = (type: (typeof taskTypes)[number], locale: string) => {
  const [embed] = guideView(taskOf(type), translator.words(locale)).embeds;
  return embed?.fields?.map(({ value }) => value) ?? [];
};

describe.each(textLanguages)('guidelines in %s', (locale) => {
  test('have a good and a bad example of what each kind of task asks for, one’s own for each', () => {
    const all = taskTypes.map((type) => atAGlance(type, locale));
    expect(all.every((fields) => fields.length === 2)).toBe(true);
    const good = all.map(([one]) => one);
    expect(new Set(good).size).toBe(taskTypes.length);
    expect(good.filter((one) => all.some(([, bad]) => bad === one))).toEqual([]);
  });

  test('call the summary good that keeps to its text, in writing and in rating', () => {
    const [right, wrong] = lessonIn('summarize', translator.words(locale)).examples[0]?.options ?? [];
    const words = (text = '') => text.replace(/[.。]$/, '');
    for (const type of ['summarize_story', 'rate_summary'] as const)
      expect(atAGlance(type, locale)[0]).toContain(words(right));
    expect(atAGlance('summarize_story', locale)[1]).toContain(words(wrong));
    expect(atAGlance('rate_summary', locale)[1]).not.toContain(words(right));
  });
});
