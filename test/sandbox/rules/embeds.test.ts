import { expect, test } from 'vitest';
import { messageProblems } from '../../../sandbox/rules/check.ts';

const times = <T>(count: number, make: (index: number) => T) =>
  Array.from({ length: count }, (_, index) => make(index));
const embed = (more: object) => ({ embeds: [{ description: 'x', ...more }] });
const fields = (count: number) => times(count, () => ({ name: 'n', value: 'v' }));

type Case = [what: string, code: string, breaks: object, fits: object];

const cases: Case[] = [
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
  [
    'an image that is there',
    'UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND',
    embed({ image: { url: 'attachment://b.txt' } }),
    embed({ image: { url: 'https://x.y/a.png' } }),
  ],
];

test.each(cases)('embeds are held to the rules about %s', (_, code, breaks, fits) => {
  expect(messageProblems(breaks).map((problem) => problem.code)).toContain(code);
  expect(messageProblems(fits)).toEqual([]);
});
