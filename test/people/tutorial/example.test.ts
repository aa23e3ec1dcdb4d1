import { describe, expect, test } from 'vitest';
import type { View } from '../../../src/discord/view.ts';
import { lessonIn, lessons } from '../../../src/locales/lessons.ts';
import { exampleView } from '../../../src/people/tutorial/example.ts';
import { lessonList } from '../../../src/people/tutorial/list.ts';
import { fits } from '../../support/fits.ts';
import { english, translator } from '../../support/scenes.ts';

const locales = ['en', 'de', 'es-ES', 'fr', 'ja', 'pt-BR', 'ru', 'zh-CN'];
const labelsOn = ({ components }: View) =>
  components.flatMap((row) => row.components.flatMap((one) => ('label' in one ? [one.label] : [])));
const at = (index: number, chosen?: number) =>
  exampleView({ lesson: 'rank', index, chosen }, 'rank_assistant_replies.en', english);

describe('an example', () => {
  test('asks first, and keeps to itself which option is right', () => {
    const [embed] = at(0).embeds;
    expect(embed?.title).toBe('Rank prompts or replies · example 1 of 3');
    expect(embed?.fields?.map(({ name }) => name)).toEqual(['A', 'B', 'C']);
    expect(JSON.stringify(embed)).not.toContain('B is right');
    expect(labelsOn(at(0))).toEqual(['A', 'B', 'C', 'Skip the tutorial']);
  });

  test('explains after one’s own try, which stands beside its option', () => {
    const [right] = at(0, 1).embeds;
    expect(right?.fields?.map(({ name }) => name)).toEqual(['A', 'B · your choice', 'C', '✅ Yes, B']);
    const [other] = at(0, 2).embeds;
    expect(other?.fields?.map(({ name }) => name)).toEqual(['A', 'B', 'C · your choice', '🔎 B is better']);
    expect(other?.fields?.at(-1)?.value).toBe(lessonIn('rank', english).examples[0]?.why);
    expect(labelsOn(at(0, 2))).toEqual(['Continue', 'Skip the tutorial']);
  });

  test('ends with a task after the last one', () => {
    expect(labelsOn(at(2, 0))).toEqual(['Start']);
  });
});

test.each(locales)('every lesson is within Discord’s limits in %s', (locale) => {
  const words = translator.words(locale);
  const views = lessons.flatMap((lesson) =>
    lessonIn(lesson, words).examples.flatMap(({ options }, index) =>
      [undefined, ...options.keys()].map((chosen) =>
        exampleView({ lesson, index, chosen }, 'label_initial_prompt.pt-BR', words),
      ),
    ),
  );
  expect(views.length).toBeGreaterThan(60);
  expect([...views, lessonList(words)].flatMap((view) => fits(view))).toEqual([]);
});
