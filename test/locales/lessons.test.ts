import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { lessonOf, typeAfter } from '../../src/locales/lesson-of.ts';
import { lessonIn, lessons } from '../../src/locales/lessons.ts';
import { TaskRequestType, taskTypes } from '../../src/oasst/protocol.ts';
import { translator } from '../support/scenes.ts';
import { root } from '../support/sources.ts';

const locales = readdirSync(`${root}src/locales`)
  .filter((file) => file.endsWith('.json'))
  .map((file) => file.replace('.json', ''));
const wordsOf = (locale: string) => translator.words(locale);
const english = (lesson: (typeof lessons)[number]) => lessonIn(lesson, wordsOf('en'));

test('every language of the interface has lessons of its own', () => {
  const files = readdirSync(`${root}src/locales/lessons`).map((file) => file.replace('.json', ''));
  expect(files.toSorted()).toEqual(locales.toSorted());
  expect(locales).toHaveLength(8);
});

test('every type of task has a lesson, and a lesson leads to one of its types', () => {
  for (const type of taskTypes) expect(lessons).toContain(lessonOf(type));
  for (const lesson of lessons) expect(lessonOf(TaskRequestType.parse(typeAfter(lesson)))).toBe(lesson);
  expect(lessonOf('random')).toBeUndefined();
});

describe.each(locales)('in %s', (locale) => {
  test.each(lessons)(
    'the lesson %s has three examples, each with one right option of those there are',
    (lesson) => {
      const { examples } = lessonIn(lesson, wordsOf(locale));
      expect(examples).toHaveLength(3);
      for (const [index, { ask, text, options, right, why }] of examples.entries()) {
        const original = english(lesson).examples[index];
        expect(options).toHaveLength(original?.options.length ?? 0);
        expect(text === undefined).toBe(original?.text === undefined);
        expect([2, 3]).toContain(options.length);
        expect(new Set(options).size).toBe(options.length);
        expect(options[right]).toBeDefined();
        for (const said of [ask, why, ...options]) expect(said).toMatch(/\S/);
      }
    },
  );

  test('no lesson has the same place right three times', () => {
    for (const lesson of lessons)
      expect(
        new Set(lessonIn(lesson, wordsOf(locale)).examples.map(({ right }) => right)).size,
      ).toBeGreaterThan(1);
  });

  test.skipIf(locale === 'en')('nothing is left in English', () => {
    const saidIn = (one: string) =>
      lessons.flatMap((lesson) =>
        lessonIn(lesson, wordsOf(one)).examples.flatMap(({ ask, why }) => [ask, why]),
      );
    const english = new Set(saidIn('en'));
    expect(saidIn(locale).filter((said) => english.has(said))).toEqual([]);
  });
});

test.each(['ja', 'zh-CN'])('in %s the signs beside letters are full-width', (locale) => {
  const letter = '[\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}]';
  const narrow = new RegExp(`${letter}[,;:?!()]|[,;:?!()]${letter}`, 'u');
  const file = readFileSync(`${root}src/locales/lessons/${locale}.json`, 'utf8');
  const said = JSON.stringify(z.json().parse(JSON.parse(file)));
  expect(narrow.exec(said)?.[0]).toBeUndefined();
});
