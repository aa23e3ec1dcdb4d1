import { expect, test } from 'vitest';
import { messageProblems } from '../../../sandbox/rules/check.ts';
import { button, container, display, option, options, row, select } from '../../support/sandbox-parts.ts';

const v2 = 32768;
const times = <T>(count: number, make: (index: number) => T) =>
  Array.from({ length: count }, (_, index) => make(index));
const rows = (count: number) => times(count, (index) => row(button(`b${index}`)));
const message = (...components: object[]) => ({ content: 'x', components });
const modern = (...components: object[]) => ({ flags: v2, components });
const embed = (more: object) => ({ embeds: [{ description: 'x', ...more }] });
const fields = (count: number) => times(count, () => ({ name: 'n', value: 'v' }));

type Case = [what: string, code: string, breaks: object, fits: object];

const cases: Case[] = [
  ['an empty message', 'EMPTY_MESSAGE', { content: ' \n ' }, { content: ' x ' }],
  ['components alone', 'EMPTY_MESSAGE', { components: rows(1) }, message(...rows(1))],
  [
    '2,000 characters',
    'BASE_TYPE_MAX_LENGTH',
    { content: 'x'.repeat(2001) },
    { content: `${'x'.repeat(2000)}  ` },
  ],
  [
    'ten embeds',
    'BASE_TYPE_BAD_LENGTH',
    { embeds: times(11, () => ({ title: 'x' })) },
    { embeds: times(10, () => ({ title: 'x' })) },
  ],
  [
    'an embed title',
    'BASE_TYPE_MAX_LENGTH',
    embed({ title: 'x'.repeat(257) }),
    embed({ title: 'x'.repeat(256) }),
  ],
  [
    'an embed description',
    'BASE_TYPE_MAX_LENGTH',
    embed({ description: 'x'.repeat(4097) }),
    embed({ description: ` ${'x'.repeat(4096)} ` }),
  ],
  ['embed fields', 'BASE_TYPE_BAD_LENGTH', embed({ fields: fields(26) }), embed({ fields: fields(25) })],
  [
    'a blank field value',
    'BASE_TYPE_REQUIRED',
    embed({ fields: [{ name: 'n', value: ' ' }] }),
    embed({ fields: fields(1) }),
  ],
  [
    'a footer',
    'BASE_TYPE_MAX_LENGTH',
    embed({ footer: { text: 'x'.repeat(2049) } }),
    embed({ footer: { text: 'x'.repeat(2048) } }),
  ],
  [
    'an author',
    'BASE_TYPE_MAX_LENGTH',
    embed({ author: { name: 'x'.repeat(257) } }),
    embed({ author: { name: 'x'.repeat(256) } }),
  ],
  [
    'an embed without anything',
    'BASE_TYPE_REQUIRED',
    { embeds: [{ color: 1 }] },
    { embeds: [{ title: 'x' }] },
  ],
  [
    'the scheme of an embed',
    'URL_TYPE_INVALID_SCHEME',
    embed({ url: 'ftp://x.y' }),
    embed({ url: 'https://x.y' }),
  ],
  [
    '6,000 characters over all embeds',
    'MAX_EMBED_SIZE_EXCEEDED',
    { embeds: [{ description: 'x'.repeat(4096) }, { description: 'x'.repeat(1905) }] },
    { embeds: [{ description: 'x'.repeat(4096) }, { description: `${'x'.repeat(1904)}   ` }] },
  ],
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
  ['newer components only with the flag', 'UNION_TYPE_CHOICES', message(display('x')), modern(display('x'))],
  [
    'no content beside Components V2',
    'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
    { ...modern(display('x')), content: 'x' },
    { ...modern(display('x')), content: '' },
  ],
  [
    'no embeds beside Components V2',
    'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
    { ...modern(display('x')), embeds: [{ title: 'x' }] },
    { ...modern(display('x')), embeds: [] },
  ],
  [
    '40 components in all',
    'COMPONENT_MAX_TOTAL_COMPONENTS',
    modern(container(...times(40, () => display('x')))),
    modern(container(...times(39, () => display('x')))),
  ],
  [
    '4,000 characters in all',
    'COMPONENT_TEXT_SIZE_EXCEEDED',
    modern(display('x'.repeat(4000)), display('x')),
    modern(display('x'.repeat(3999)), display('x')),
  ],
  [
    'the bytes of Components V2',
    'TOO_MANY_BYTES',
    modern(display('字'.repeat(3387))),
    modern(display('字'.repeat(3386))),
  ],
  [
    'a section with an accessory',
    'BASE_TYPE_REQUIRED',
    modern({ type: 9, components: [display('x')] }),
    modern({ type: 9, components: [display('x')], accessory: button('a') }),
  ],
  [
    'a file that is there',
    'UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND',
    modern(display('x'), { type: 13, file: { url: 'attachment://b.txt' } }),
    modern(display('x'), { type: 13, file: { url: 'attachment://a.txt' } }),
  ],
  [
    'an image that is there',
    'UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND',
    embed({ image: { url: 'attachment://b.txt' } }),
    embed({ image: { url: 'attachment://a.txt' } }),
  ],
  ['known flags', 'MESSAGE_FLAGS_INVALID', { content: 'x', flags: 128 }, { content: 'x', flags: 64 }],
];

test.each(cases)('a message is held to its rules about %s', (what, code, breaks, fits) => {
  const files = what.endsWith('that is there') ? ['a.txt'] : [];
  expect(messageProblems(breaks, { files }).map((problem) => problem.code)).toContain(code);
  expect(messageProblems(fits, { files })).toEqual([]);
});

test('a long embed of three-byte characters can be sent but not be the result of an edit', () => {
  const long = embed({ description: '字'.repeat(4096) });
  expect(messageProblems(long)).toEqual([]);
  expect(messageProblems(long, { edit: true })).toMatchObject([
    { code: 'TOO_MANY_BYTES', instead: { status: 500 } },
  ]);
  expect(messageProblems(embed({ description: '字'.repeat(3390) }), { edit: true })).toEqual([]);
});

test('an edit may repeat the flags a message has, and not make it ephemeral', () => {
  const edit = { content: 'x', flags: 64 };
  expect(messageProblems(edit, { edit: true, existing: 64 })).toEqual([]);
  expect(messageProblems(edit, { edit: true })).toMatchObject([{ code: 'MESSAGE_FLAGS_INVALID' }]);
});

test('a message that is Components V2 stays it', () => {
  const found = messageProblems({ content: 'x' }, { edit: true, existing: v2 });
  expect(found).toMatchObject([{ path: ['content'] }]);
});
