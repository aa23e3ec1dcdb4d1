import { expect, test } from 'vitest';
import { messageProblems } from '../../../sandbox/rules/check.ts';
import { button, container, display, row } from '../../support/sandbox-parts.ts';

const v2 = 32768;
const times = <T>(count: number, make: (index: number) => T) =>
  Array.from({ length: count }, (_, index) => make(index));
const rows = (count: number) => times(count, (index) => row(button(`b${index}`)));
const message = (...components: object[]) => ({ content: 'x', components });
const modern = (...components: object[]) => ({ flags: v2, components });
const embed = (more: object) => ({ embeds: [{ description: 'x', ...more }] });

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
