import { expect, test } from 'vitest';
import { inline } from '../../../src/discord/text/inline.ts';

test.each([
  ['two lines', 'Hello\n\n  world', 'Hello world'],
  [
    'Markdown',
    '**a** _b_ `c` ~d~ |e| > f # g',
    '\\*\\*a\\*\\* \\_b\\_ \\`c\\` \\~d\\~ \\|e\\| \\> f \\#\u034f g',
  ],
  ['blanks', ' \n\t', ''],
])('%s become one plain line', (_, text, line) => expect(inline(text, { units: 60 })).toBe(line));

test('a long text ends in a mark of the cut, and no escape is cut in half', () => {
  expect(inline('x'.repeat(100), { units: 10 })).toBe('xxxxxxxx …');
  expect(inline('*'.repeat(100), { units: 5 })).toBe('\\*\\*\\* …');
});

test('mentions, links and code blocks of others stay words', () => {
  const line = inline('<@1> @everyone [a](https://x.example) ```js\nx\n```', { units: 90 });
  expect(line).not.toMatch(/<@1>|@everyone|\]\(|(?<!\\)`/);
});

test.each([
  ['See ```sql\nselect everything\n``` now', 'See select everything now'],
  ['```select``` it', 'select it'],
  ['````\n```js\na\n```\n````', 'a'],
])('of a block of code the words are left: %j', (text, line) => {
  expect(inline(text, { units: 60 })).toBe(line);
});

test('a code block that is cut is not closed on a line of its own', () => {
  expect(inline('See ```sql\nselect everything from everywhere', { units: 20 })).toBe('See select everyth …');
});
