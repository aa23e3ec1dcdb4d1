import { expect, test } from 'vitest';
import { modalProblems } from '../../../sandbox/rules/modal.ts';
import {
  checkboxes,
  display,
  form,
  input,
  label,
  option,
  options,
  radio,
  select,
} from '../../support/sandbox-parts.ts';

const inputs = (count: number) => Array.from({ length: count }, (_, index) => label('L', input(`i${index}`)));
const one = (component: object, more: object = {}) => form(label('L', component, more));
const old = (...components: object[]) => form({ type: 1, components });
const optional = { required: false, min_values: 0 };

type Case = [what: string, code: string, breaks: object, fits: object];

const cases: Case[] = [
  ['five places', 'BASE_TYPE_BAD_LENGTH', form(...inputs(6)), form(...inputs(5))],
  [
    'a text taking a place',
    'BASE_TYPE_BAD_LENGTH',
    form(...inputs(5), display('x')),
    form(...inputs(4), display('x')),
  ],
  ['at least one place', 'BASE_TYPE_BAD_LENGTH', form(), form(...inputs(1))],
  [
    'a title of 45 characters',
    'BASE_TYPE_MAX_LENGTH',
    { ...form(...inputs(1)), title: 'x'.repeat(46) },
    { ...form(...inputs(1)), title: 'x'.repeat(45) },
  ],
  [
    'a title',
    'BASE_TYPE_REQUIRED',
    { ...form(...inputs(1)), title: ' ' },
    { ...form(...inputs(1)), title: 'x' },
  ],
  [
    'a custom id of 100 characters',
    'BASE_TYPE_MAX_LENGTH',
    { ...form(...inputs(1)), custom_id: 'x'.repeat(101) },
    { ...form(...inputs(1)), custom_id: 'x'.repeat(100) },
  ],
  [
    'unique custom ids',
    'COMPONENT_CUSTOM_ID_DUPLICATED',
    form(label('A', input('a')), label('B', input('a'))),
    form(label('A', input('a')), label('B', input('b'))),
  ],
  [
    'a label of 45 characters',
    'BASE_TYPE_MAX_LENGTH',
    form(label('x'.repeat(46), input('a'))),
    form(label('x'.repeat(45), input('a'))),
  ],
  [
    'a description of 100 characters',
    'BASE_TYPE_MAX_LENGTH',
    one(input('a'), { description: 'x'.repeat(101) }),
    one(input('a'), { description: 'x'.repeat(100) }),
  ],
  ['no label inside a Label', 'COMPONENT_LABEL_FORBIDDEN', one(input('a', { label: 'x' })), one(input('a'))],
  ['a label on an input in a row', 'BASE_TYPE_REQUIRED', old(input('a')), old(input('a', { label: 'x' }))],
  [
    'one input in a row',
    'BASE_TYPE_BAD_LENGTH',
    old(input('a', { label: 'x' }), input('b', { label: 'x' })),
    old(input('a', { label: 'x' })),
  ],
  [
    'lengths in order',
    'TEXT_INPUT_MIN_ABOVE_MAX',
    one(input('a', { min_length: 11, max_length: 10 })),
    one(input('a', { min_length: 10, max_length: 10 })),
  ],
  [
    'a greatest length',
    'NUMBER_TYPE_MAX',
    one(input('a', { max_length: 4001 })),
    one(input('a', { max_length: 4000 })),
  ],
  [
    'a value of 4,000 characters',
    'BASE_TYPE_MAX_LENGTH',
    one(input('a', { value: 'x'.repeat(4001) })),
    one(input('a', { value: 'x'.repeat(4000) })),
  ],
  [
    'a value that its input can hold',
    'BASE_TYPE_MAX_LENGTH',
    one(input('a', { max_length: 3, value: 'xxxx' })),
    one(input('a', { max_length: 3, value: 'xxx' })),
  ],
  [
    'a placeholder',
    'BASE_TYPE_MAX_LENGTH',
    one(input('a', { placeholder: 'x'.repeat(101) })),
    one(input('a', { placeholder: 'x'.repeat(100) })),
  ],
  ['an input style', 'BASE_TYPE_CHOICES', one(input('a', { style: 3 })), one(input('a', { style: 1 }))],
  [
    'at least two radio options',
    'BASE_TYPE_BAD_LENGTH',
    one(radio('a', options(1))),
    one(radio('a', options(2))),
  ],
  [
    'at most ten radio options',
    'BASE_TYPE_BAD_LENGTH',
    one(radio('a', options(11))),
    one(radio('a', options(10))),
  ],
  [
    'one radio default',
    'SELECT_TOO_MANY_DEFAULTS',
    one(radio('a', [option('a', { default: true }), option('b', { default: true })])),
    one(radio('a', [option('a', { default: true }), option('b')])),
  ],
  ['at least one box', 'BASE_TYPE_BAD_LENGTH', one(checkboxes('a', [])), one(checkboxes('a', options(1)))],
  [
    'at most ten boxes',
    'BASE_TYPE_BAD_LENGTH',
    one(checkboxes('a', options(11))),
    one(checkboxes('a', options(10))),
  ],
  [
    'boxes in order',
    'SELECT_MIN_ABOVE_MAX',
    one(checkboxes('a', options(5), { min_values: 3, max_values: 2 })),
    one(checkboxes('a', options(5), { min_values: 2, max_values: 2 })),
  ],
  [
    'as many boxes as there are',
    'SELECT_MAX_ABOVE_OPTIONS',
    one(checkboxes('a', options(2), { max_values: 3 })),
    one(checkboxes('a', options(2), { max_values: 2 })),
  ],
  [
    'no empty answer where one is required',
    'REQUIRED_WITHOUT_VALUES',
    one(checkboxes('a', options(2), { min_values: 0 })),
    one(checkboxes('a', options(2), optional)),
  ],
  [
    'no empty select where one is required',
    'REQUIRED_WITHOUT_VALUES',
    one(select('a', options(2), { min_values: 0 })),
    one(select('a', options(2), optional)),
  ],
  [
    'nothing disabled',
    'COMPONENT_DISABLED_IN_MODAL',
    one(select('a', options(2), { disabled: true })),
    one(select('a', options(2), { disabled: false })),
  ],
  ['texts with words in them', 'BASE_TYPE_REQUIRED', form(display(' ')), form(display('x'))],
  [
    'components a form may have',
    'UNION_TYPE_CHOICES',
    form({ type: 2, style: 1, custom_id: 'a', label: 'x' }),
    form(display('x')),
  ],
  [
    'components a Label may have',
    'UNION_TYPE_CHOICES',
    one({ type: 2, style: 1, custom_id: 'a', label: 'x' }),
    one(input('a')),
  ],
];

test.each(cases)('a form is held to its rules about %s', (_, code, breaks, fits) => {
  expect(modalProblems(breaks).map((problem) => problem.code)).toContain(code);
  expect(modalProblems(fits)).toEqual([]);
});
