import { ComponentType } from 'discord-api-types/v10';
import { describe, expect, test } from 'vitest';
import { fits } from '../../../src/discord/limits/fits.ts';
import { boxes, input, label, modal, options, radio, select } from '../../support/components.ts';

test('a modal at every limit is valid', () => {
  const form = modal(
    { ...label(radio(10), 'l'.repeat(45)), description: 'd'.repeat(100) },
    label(boxes(10, { min_values: 0, required: false })),
    label(input({ min_length: 1, max_length: 2_000, value: '😀'.repeat(2_000) })),
    label(select(25, { max_values: 25 })),
    { type: ComponentType.TextDisplay, content: 'x'.repeat(4_000) },
  );
  expect(fits({ ...form, title: 't'.repeat(45), custom_id: 'i'.repeat(100) })).toEqual([]);
});

describe('a modal is refused', () => {
  test.each<[string, ReturnType<typeof modal>, string]>([
    ['a long title', { ...modal(label(radio(2))), title: 't'.repeat(46) }, 'title: 46 units, at most 45'],
    ['no parts', modal(), 'components: 0, must be 1 to 5'],
    [
      'six parts',
      modal(...Array.from({ length: 6 }, (_, at) => label(radio(2, `${at}`)))),
      'components: 6, must be 1 to 5',
    ],
    ['one custom id twice', modal(label(radio(2)), label(radio(2))), 'custom_id: "radio" more than once'],
    ['a long label', modal(label(radio(2), 'l'.repeat(46))), 'components[0].label: 46 units, at most 45'],
    [
      'a long description',
      modal({ ...label(radio(2)), description: 'd'.repeat(101) }),
      'components[0].description: 101 units, at most 100',
    ],
    ['one radio button', modal(label(radio(1))), 'components[0].options: 1, must be 2 to 10'],
    ['eleven radio buttons', modal(label(radio(11))), 'components[0].options: 11, must be 2 to 10'],
    [
      'two defaults',
      modal(label({ ...radio(2), options: options(2).map((one) => ({ ...one, default: true })) })),
      'components[0] defaults: 2, must be 0 to 1',
    ],
    [
      'one value twice',
      modal(label({ ...radio(2), options: [...options(1), ...options(1)] })),
      'components[0].options: "0" more than once',
    ],
    [
      'eleven checkboxes',
      modal(label(boxes(11, { max_values: 10 }))),
      'components[0].options: 11, must be 1 to 10',
    ],
    [
      'ticks that are optional and required',
      modal(label(boxes(3, { min_values: 0 }))),
      'components[0]: min_values 0 although required',
    ],
    [
      'a disabled select',
      modal(label(select(2, { disabled: true }))),
      'components[0]: a select in a modal cannot be disabled',
    ],
    [
      'an input with its own label',
      modal(label(input({ label: 'x' }))),
      'components[0]: an input inside a label has no label of its own',
    ],
    [
      'a least length over the most',
      modal(label(input({ min_length: 9, max_length: 8 }))),
      'components[0]: min_length 9 is more than max_length 8',
    ],
    [
      'a draft that is too long',
      modal(label(input({ max_length: 3, value: 'four' }))),
      'components[0].value: longer than max_length 3',
    ],
    [
      'a very long draft',
      modal(label(input({ value: 'x'.repeat(4_001) }))),
      'components[0].value: 4001 units, at most 4000',
    ],
    [
      'a row',
      modal({ type: ComponentType.ActionRow, components: [input()] }),
      'components[0]: a row in a modal is out of date, use a label',
    ],
  ])('for %s', (_, form, problem) => {
    expect(fits(form)).toContain(problem);
  });
});
