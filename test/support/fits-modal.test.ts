import { ComponentType } from 'discord-api-types/v10';
import { describe, expect, test } from 'vitest';
import { boxes, input, label, modal, options, radio, select } from './components.ts';
import { fits } from './fits.ts';

test('a modal at every limit is valid', () => {
  const form = modal(
    { ...label(radio(10), 'l'.repeat(45)), description: 'd'.repeat(100) },
    label(boxes(10, { min_values: 0, required: false })),
    label(input({ min_length: 1, max_length: 4_000, value: '😀'.repeat(2_000) })),
    label(select(25, { max_values: 25 })),
    { type: ComponentType.TextDisplay, content: 'x'.repeat(4_000) },
  );
  expect(fits({ ...form, title: 't'.repeat(45), custom_id: 'i'.repeat(100) })).toEqual([]);
});

describe('a modal is refused', () => {
  test.each<[string, ReturnType<typeof modal>, string[]]>([
    [
      'a long title',
      { ...modal(label(radio(2))), title: 't'.repeat(46) },
      ['title: Must be 45 or fewer in length.'],
    ],
    ['no parts', modal(), ['components: Must be 1 or more in length.']],
    [
      'six parts',
      modal(...Array.from({ length: 6 }, (_, at) => label(radio(2, `${at}`)))),
      ['components: Must be between 1 and 5 in length.'],
    ],
    [
      'one custom id twice',
      modal(label(radio(2)), label(radio(2))),
      ['components.1.component.custom_id: Component custom id cannot be duplicated'],
    ],
    [
      'a long label',
      modal(label(radio(2), 'l'.repeat(46))),
      ['components.0.label: Must be 45 or fewer in length.'],
    ],
    [
      'a long description',
      modal({ ...label(radio(2)), description: 'd'.repeat(101) }),
      ['components.0.description: Must be 100 or fewer in length.'],
    ],
    [
      'one radio button',
      modal(label(radio(1))),
      ['components.0.component.options: Must be 2 or more in length.'],
    ],
    [
      'eleven radio buttons',
      modal(label(radio(11))),
      ['components.0.component.options: Must be 10 or fewer in length.'],
    ],
    [
      'two defaults',
      modal(label({ ...radio(2), options: options(2).map((one) => ({ ...one, default: true })) })),
      ['components.0.component.options: More defaults than values'],
    ],
    [
      'one value twice',
      modal(label({ ...radio(2), options: [...options(1), ...options(1)] })),
      ['components.0.component.options.1.value: This option value is already used'],
    ],
    [
      'eleven checkboxes',
      modal(label(boxes(11, { max_values: 10 }))),
      ['components.0.component.options: Must be 10 or fewer in length.'],
    ],
    [
      'ticks that are optional and required',
      modal(label(boxes(3, { min_values: 0 }))),
      ['components.0.component.min_values: A required field needs at least one value'],
    ],
    [
      'a disabled select',
      modal(label(select(2, { disabled: true }))),
      ['components.0.component.disabled: Components in a modal cannot be disabled'],
    ],
    [
      'an input with its own label',
      modal(label(input({ label: 'x' }))),
      ['components.0.component.label: A label is not allowed inside a Label'],
    ],
    [
      'a least length over the most',
      modal(label(input({ min_length: 9, max_length: 8 }))),
      ['components.0.component.min_length: Minimum length above maximum length'],
    ],
    [
      'a draft that is too long',
      modal(label(input({ max_length: 3, value: 'four' }))),
      ['components.0.component.value: Must be 3 or fewer in length.'],
    ],
    [
      'a very long draft',
      modal(label(input({ value: 'x'.repeat(4_001) }))),
      ['components.0.component.value: Must be 4000 or fewer in length.'],
    ],
    [
      'a row',
      modal({ type: ComponentType.ActionRow, components: [input()] }),
      ['components.0.components.0.label: This field is required', 'components.0: out of date, use a label'],
    ],
  ])('for %s', (_, form, problems) => {
    expect(fits(form)).toEqual(problems);
  });
});
