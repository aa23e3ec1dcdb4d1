import { expect, test } from 'vitest';
import { messageProblems } from '../../../sandbox/rules/check.ts';
import { button, option, options, row, select } from '../../support/sandbox-parts.ts';

const times = <T>(count: number, make: (index: number) => T) =>
  Array.from({ length: count }, (_, index) => make(index));
const rows = (count: number) => times(count, (index) => row(button(`b${index}`)));
const message = (...components: object[]) => ({ content: 'x', components });

type Case = [what: string, code: string, breaks: object, fits: object];

const cases: Case[] = [
  ['five rows', 'BASE_TYPE_BAD_LENGTH', message(...rows(6)), message(...rows(5))],
  [
    'five buttons in a row',
    'BASE_TYPE_BAD_LENGTH',
    message(row(...times(6, (i) => button(`${i}`)))),
    message(row(...times(5, (i) => button(`${i}`)))),
  ],
  [
    'one select in a row',
    'COMPONENT_LAYOUT_WIDTH_EXCEEDED',
    message(row(select('a', options(2)), select('b', options(2)))),
    message(row(select('a', options(2))), row(select('b', options(2)))),
  ],
  [
    'a select beside a button',
    'COMPONENT_LAYOUT_WIDTH_EXCEEDED',
    message(row(button('a'), select('b', options(2)))),
    message(row(button('a'))),
  ],
  [
    'unique custom ids',
    'COMPONENT_CUSTOM_ID_DUPLICATED',
    message(row(button('a')), row(button('a'))),
    message(row(button('a')), row(button('b'))),
  ],
  [
    'unique component ids',
    'COMPONENT_ID_DUPLICATED',
    message(row(button('a', 'a', { id: 7 }), button('b', 'b', { id: 7 }))),
    message(row(button('a', 'a', { id: 0 }), button('b', 'b', { id: 0 }))),
  ],
  [
    'a custom id of 100 characters',
    'BASE_TYPE_MAX_LENGTH',
    message(row(button('x'.repeat(101), 'x'))),
    message(row(button('x'.repeat(100), 'x'))),
  ],
  ['a custom id', 'BASE_TYPE_BAD_LENGTH', message(row(button('', 'x'))), message(row(button('x')))],
  [
    'a button label of 80 characters',
    'BASE_TYPE_MAX_LENGTH',
    message(row(button('a', 'x'.repeat(81)))),
    message(row(button('a', 'x'.repeat(80)))),
  ],
  [
    'a button with a label or an emoji',
    'BASE_TYPE_REQUIRED',
    message(row(button('a', ' '))),
    message(row(button('a', '', { emoji: { name: '✅' } }))),
  ],
  [
    'one emoji on a button',
    'COMPONENT_INVALID_EMOJI',
    message(row(button('a', 'a', { emoji: { name: 'tick' } }))),
    message(row(button('a', 'a', { emoji: { name: '👩‍💻' } }))),
  ],
  [
    'a link button without custom id',
    'BUTTON_COMPONENT_INVALID',
    message(row(button('a', 'a', { style: 5, url: 'https://x.y' }))),
    message(row({ type: 2, style: 5, label: 'a', url: 'https://x.y' })),
  ],
  [
    'the scheme of a link button',
    'BUTTON_COMPONENT_INVALID',
    message(row({ type: 2, style: 5, label: 'a', url: 'ftp://x.y' })),
    message(row({ type: 2, style: 5, label: 'a', url: 'http://x.y' })),
  ],
  [
    '25 options',
    'BASE_TYPE_BAD_LENGTH',
    message(row(select('a', options(26)))),
    message(row(select('a', options(25)))),
  ],
  [
    'options at all',
    'BASE_TYPE_BAD_LENGTH',
    message(row(select('a', []))),
    message(row(select('a', options(1)))),
  ],
  [
    'unique option values',
    'SELECT_OPTION_DUPLICATED',
    message(row(select('a', [option('a'), option('a')]))),
    message(row(select('a', [option('a'), option('b')]))),
  ],
  [
    'an option of 100 characters',
    'BASE_TYPE_MAX_LENGTH',
    message(row(select('a', [option('x'.repeat(101))]))),
    message(row(select('a', [option('x'.repeat(100))]))),
  ],
  [
    'an option description',
    'BASE_TYPE_MAX_LENGTH',
    message(row(select('a', [option('a', { description: 'x'.repeat(101) })]))),
    message(row(select('a', [option('a', { description: 'x'.repeat(100) })]))),
  ],
  [
    'a placeholder',
    'BASE_TYPE_MAX_LENGTH',
    message(row(select('a', options(1), { placeholder: 'x'.repeat(151) }))),
    message(row(select('a', options(1), { placeholder: 'x'.repeat(150) }))),
  ],
  [
    'min below max',
    'SELECT_MIN_ABOVE_MAX',
    message(row(select('a', options(5), { min_values: 3, max_values: 2 }))),
    message(row(select('a', options(5), { min_values: 2, max_values: 2 }))),
  ],
  [
    'no more values than options',
    'SELECT_MAX_ABOVE_OPTIONS',
    message(row(select('a', options(2), { max_values: 3 }))),
    message(row(select('a', options(2), { max_values: 2 }))),
  ],
  [
    'one default',
    'SELECT_TOO_MANY_DEFAULTS',
    message(row(select('a', [option('a', { default: true }), option('b', { default: true })]))),
    message(row(select('a', [option('a', { default: true }), option('b')]))),
  ],
];

test.each(cases)('components are held to the rules about %s', (_, code, breaks, fits) => {
  expect(messageProblems(breaks).map((problem) => problem.code)).toContain(code);
  expect(messageProblems(fits)).toEqual([]);
});
