import { describe, expect, test } from 'vitest';
import type { ModalFields } from '../../src/discord/interaction.ts';
import { protocolRules } from '../../src/oasst/rules.ts';
import { kindOf } from '../../src/tasks/kinds.ts';
import { rate } from '../../src/tasks/rate.ts';
import { taskView } from '../../src/tasks/show/card.ts';
import { fits } from '../support/fits.ts';
import { sceneOf, taskOf } from '../support/scenes.ts';

const scaled = (min: number, max: number) => taskOf('rate_summary', { scale: { min, max } });
type Task = ReturnType<typeof scaled>;
const five = scaled(1, 5);

const card = (task: Task, draft = rate.blank) =>
  taskView(kindOf('rate_summary'), sceneOf<Task, unknown>(task, draft));
const labelsOf = (task: Task) =>
  card(task).components.flatMap(({ components }) =>
    components.flatMap((one) => ('label' in one && one.label ? [one.label] : [])),
  );
const optionsOf = (task: Task) =>
  card(task).components.flatMap(({ components }) =>
    components.flatMap((one) => ('options' in one ? one.options.map(({ value }) => value) : [])),
  );
const range = (min: number, max: number) =>
  Array.from({ length: max - min + 1 }, (_, index) => String(min + index));

describe('the way to ask', () => {
  test.each([
    [1, 5],
    [3, 3],
    [0, 9],
    [-2, 2],
  ])('for %i to %i is a button for each value', (min, max) => {
    expect(labelsOf(scaled(min, max))).toEqual([...range(min, max), 'Skip', 'Report', 'Guidelines']);
  });

  test.each([
    [0, 10],
    [-5, 5],
    [1, 25],
  ])('for %i to %i is a select', (min, max) => {
    expect(optionsOf(scaled(min, max))).toEqual(range(min, max));
    expect(labelsOf(scaled(min, max))).toEqual(['Skip', 'Report', 'Guidelines']);
  });

  test.each([
    [0, 100],
    [0, 25],
    [-Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
  ])('for %i to %i is a form', (min, max) => {
    const task = scaled(min, max);
    expect(labelsOf(task)).toEqual(['Answer', 'Skip', 'Report', 'Guidelines']);
    for (const typed of ['', 'seven', '\ud83d', `x${'😀'.repeat(30)}`]) {
      const form = rate.form?.(sceneOf(task, { rating: null, typed }), '', '1');
      expect(form && fits(form)).toEqual([]);
      expect(fits(card(task, { rating: null, typed }))).toEqual([]);
    }
  });
});

test('a choice is reviewed, and sent as the number it is', () => {
  const draft = rate.choose?.(five, rate.blank, '4') ?? rate.blank;
  expect(draft).toEqual({ rating: 4, typed: '' });
  expect(rate.stage(five, draft)).toBe('review');
  expect(rate.review(sceneOf(five, draft)).lines).toEqual(['Your rating: **4** (from 1 to 5)']);
  expect(rate.answer(five, draft)).toEqual({ type: 'message_rating', rating: 4 });
});

test('zero and less than zero are ratings like any other', () => {
  const task = scaled(-5, 5);
  for (const [choice, rating] of [
    ['0', 0],
    ['-0', 0],
    ['-5', -5],
  ] as const) {
    const draft = rate.choose?.(task, rate.blank, choice) ?? rate.blank;
    expect(rate.isSendable(task, draft, protocolRules)).toBe(true);
    expect(rate.answer(task, draft)).toEqual({ type: 'message_rating', rating });
  }
});

test.each(['0', '6', '-1', '2.5', '', 'x', '1e0', '0x1', 'NaN', 'Infinity', '٣'])(
  'a forged choice of %j changes nothing',
  (choice) => {
    expect(rate.choose?.(five, rate.blank, choice)).toEqual(rate.blank);
    expect(rate.choose?.(five, { rating: 2, typed: '' }, choice)).toEqual({ rating: 2, typed: '' });
  },
);

test('choosing again starts from nothing', () => {
  expect(rate.choose?.(five, { rating: 2, typed: '' }, 'restart')).toEqual(rate.blank);
  expect(rate.stage(five, rate.blank)).toBe('card');
});

describe('a typed number', () => {
  const task = scaled(0, 100);
  const typed = (number: string) => rate.fill?.(task, rate.blank, '', { number }) ?? rate.blank;

  test.each([
    ['0', 0],
    [' 100\n', 100],
    ['+7', 7],
    ['007', 7],
  ])('%j is read', (text, rating) => expect(typed(text)).toEqual({ rating, typed: '' }));

  test.each(['101', '-1', '7.5', '7,5', 'seven', ' ', '1 000'])('%j is kept, and asked again', (text) => {
    expect(typed(text)).toEqual({ rating: null, typed: text });
    expect(rate.stage(task, typed(text))).toBe('card');
    expect(rate.isSendable(task, typed(text), protocolRules)).toBe(false);
    expect(rate.lines(sceneOf(task, typed(text))).join()).toContain('is not a whole number from 0 to 100');
  });

  test('is not taken from a forged form', () => {
    const forged: ModalFields[] = [{}, { number: null }, { number: ['7'] }, { number: true }];
    for (const fields of forged) {
      expect(rate.fill?.(task, { rating: 3, typed: '' }, '', fields)).toEqual({ rating: 3, typed: '' });
    }
  });
});

test('a draft is the same after it was stored, and one off the scale is not sent', () => {
  for (const draft of [rate.blank, { rating: -5, typed: '' }, { rating: null, typed: 'x' }]) {
    expect(rate.draft.parse(JSON.parse(JSON.stringify(draft)))).toEqual(draft);
  }
  expect(rate.isSendable(five, { rating: 6, typed: '' }, protocolRules)).toBe(false);
  expect(rate.stage(five, { rating: 6, typed: '' })).toBe('card');
});

test('what is not there is never sent', () => {
  expect(() => rate.answer(five, rate.blank)).toThrow(TypeError);
});
