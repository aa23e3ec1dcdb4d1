import { expect, test } from 'vitest';
import { inline, inOneLine, quoted, quotedPlain } from '../../../src/discord/text/inline.ts';

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
  expect(quoted(text, { units: 60 })).toBe(line);
});

test.each([
  ['Use `s/\\.jpeg$/` once', 'Use s/\\.jpeg$/ once'],
  ['Use ``s/\\.jpeg$/`` once', 'Use s/\\.jpeg$/ once'],
  ['Use\n```sh\ns/\\.jpeg$/\n``` once', 'Use s/\\.jpeg$/ once'],
  ['```\n# **not** bold\n- \\* [a](b)', '# **not** bold - \\* [a](b)'],
  ['Outside of it \\*this\\* is escaped', 'Outside of it *this* is escaped'],
])('in code every sign is one: %j', (text, line) => {
  expect(quotedPlain(text, { units: 60 })).toBe(line);
});

test('a code block that is cut is not closed on a line of its own', () => {
  expect(quoted('See ```sql\nselect everything from everywhere', { units: 20 })).toBe('See select …');
});

test('of somebody’s Markdown plain words are quoted, and what is left of its signs is shown as it is', () => {
  const text = '# Bread\n**Mix** the _flour_, then *bake* 2*3 loaves\\!';
  expect(quoted(text, { units: 60 })).toBe('Bread Mix the flour, then bake 2\\*3 loaves!');
  expect(quotedPlain(text, { units: 60 })).toBe('Bread Mix the flour, then bake 2*3 loaves!');
});

test('a name is shown as it is written', () => {
  expect(inline('__xX_Bob_Xx__', { units: 60 })).toBe('\\_\\_xX\\_Bob\\_Xx\\_\\_');
});

test.each(['<@**1**>', '@**everyone**', '<@1>', '[a](https://x.example)', '\\<@1>'])(
  'nothing that leads anywhere comes of what is left of %j',
  (text) => {
    expect(quoted(text, { units: 90 })).not.toMatch(/<@\d|@everyone|\]\(/);
  },
);

test('in one line no direction is overridden, in plain words either', () => {
  const text = 'safe\u202etxt\u2066.exe';
  for (const made of [inline, quoted, quotedPlain, inOneLine])
    expect(made(text, { units: 60 })).toBe('safe\ufffdtxt\ufffd.exe');
});
