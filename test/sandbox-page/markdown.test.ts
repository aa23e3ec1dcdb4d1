import { expect, test } from 'vitest';
import { parseMarkdown } from '../../sandbox/page/markdown/parse.ts';
import type { Piece } from '../../sandbox/page/markdown/tree.ts';
import { fc } from '../support/same-cases.ts';
import { hostile } from './showcase-bot.ts';

const text = (words: string): Piece => ({ type: 'text', text: words });
const id = '123456789012345678';

test('emphasis nests, and a backslash keeps a mark as it is', () => {
  expect(parseMarkdown('**bold _both_** __u__ ~~s~~ \\*no\\* snake_case_name')).toEqual([
    { type: 'strong', pieces: [text('bold '), { type: 'em', pieces: [text('both')] }] },
    text(' '),
    { type: 'underline', pieces: [text('u')] },
    text(' '),
    { type: 'strike', pieces: [text('s')] },
    text(' *no* snake_case_name'),
  ]);
});

test('headings and subtext take their line, also right after a quote', () => {
  expect(parseMarkdown('> quoted\n# Title\n-# small\n#not\n#### nor this')).toEqual([
    { type: 'quote', pieces: [text('quoted')] },
    { type: 'heading', level: 1, pieces: [text('Title')] },
    { type: 'subtext', pieces: [text('small')] },
    text('#not'),
    { type: 'break' },
    text('#### nor this'),
  ]);
});

test('a quote ends with its lines, and three marks quote the rest', () => {
  expect(parseMarkdown('> a\n> b\nc')).toEqual([
    { type: 'quote', pieces: [text('a'), { type: 'break' }, text('b')] },
    text('c'),
  ]);
  expect(parseMarkdown('>>> a\nb')).toEqual([
    { type: 'quote', pieces: [text('a'), { type: 'break' }, text('b')] },
  ]);
});

test('lists nest by two spaces, keep their first number, and end with the marks', () => {
  expect(parseMarkdown('- a **b**\n  - c\n- d\n3. three\nafter')).toEqual([
    {
      type: 'list',
      ordered: false,
      start: 1,
      items: [
        [
          text('a '),
          { type: 'strong', pieces: [text('b')] },
          { type: 'list', ordered: false, start: 1, items: [[text('c')]] },
        ],
        [text('d')],
      ],
    },
    { type: 'list', ordered: true, start: 3, items: [[text('three')]] },
    text('after'),
  ]);
  expect(parseMarkdown('a - b')).toEqual([text('a - b')]);
});

test('code keeps every character, and the line after a block begins where it stands', () => {
  expect(parseMarkdown('`<b> *x*`')).toEqual([{ type: 'code', text: '<b> *x*' }]);
  expect(parseMarkdown('```ts\nlet a = "<b>";\n```\nnext')).toEqual([
    { type: 'codeBlock', language: 'ts', text: 'let a = "<b>";' },
    text('next'),
  ]);
});

test('links lead to http and https only', () => {
  expect(parseMarkdown('[x](https://a.example/b_(c)) https://d.example <https://e.example>')).toEqual([
    { type: 'link', url: 'https://a.example/b_(c)', pieces: [text('x')] },
    text(' '),
    { type: 'link', url: 'https://d.example', pieces: [text('https://d.example')] },
    text(' '),
    { type: 'link', url: 'https://e.example', pieces: [text('https://e.example')] },
  ]);
  expect(parseMarkdown('[x](javascript:alert(1)) [y](data:text/html,z)')).toEqual([
    text('[x](javascript:alert(1)) [y](data:text/html,z)'),
  ]);
});

test('mentions, times and custom emoji are read', () => {
  expect(
    parseMarkdown(`<@${id}><@!${id}><#${id}><@&${id}>@everyone</data export:${id}><t:5:R><t:-5><:hi:${id}>`),
  ).toEqual([
    { type: 'mention', of: 'user', id },
    { type: 'mention', of: 'user', id },
    { type: 'mention', of: 'channel', id },
    { type: 'mention', of: 'role', id },
    { type: 'mention', of: 'everyone', id: 'everyone' },
    { type: 'mention', of: 'command', id: 'data export' },
    { type: 'time', seconds: 5, style: 'R' },
    { type: 'time', seconds: -5, style: 'f' },
    { type: 'emoji', name: 'hi' },
  ]);
});

test('HTML is text', () => {
  expect(parseMarkdown(hostile)).toEqual([text(hostile)]);
});

test('a command mention without a name, on which the parser package fails, is text', () => {
  expect(parseMarkdown(`</:${id}>`)).toEqual([text(`</:${id}>`)]);
});

const marks = fc.constantFrom(
  '*',
  '**',
  '_',
  '__',
  '~~',
  '||',
  '`',
  '```',
  '\n',
  '- ',
  '1. ',
  '> ',
  '>>> ',
  '# ',
  '-# ',
  '[',
  '](https://a.b)',
  '<@',
  '<t:',
  `${id}>`,
  '\\',
  ' ',
  'ab',
  '👩‍👩‍👧',
  'שלום',
  '<script>',
);

test('any mixture of marks is read, and none of its words is lost', () => {
  const writing = fc.array(marks, { maxLength: 60 }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(writing, (source) => {
      const read = JSON.stringify(parseMarkdown(source));
      for (const word of ['👩‍👩‍👧', 'שלום'])
        expect(read.split(word).length).toBeGreaterThanOrEqual(source.split(word).length); // more: a bare link holds its words twice
    }),
    { numRuns: 500 },
  );
});

test.each(['*', '**_', '||', '[', '> ', '~~', '- a\n  ', '[a](', '_a ', '((', '<@1', '# a\n'])(
  'four thousand characters of %j are read to the end',
  (mark) => {
    const source = mark.repeat(Math.ceil(4000 / mark.length));
    expect(parseMarkdown(source)).not.toEqual([]); // a parser that backtracks without end never gets here
  },
);
