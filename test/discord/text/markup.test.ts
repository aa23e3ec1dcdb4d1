import { expect, test } from 'vitest';
import { withoutMarkup } from '../../../src/discord/text/markup.ts';

test.each([
  ['bold', 'Take **two** eggs', 'Take two eggs'],
  ['bold at a colon', '**Step 1:** mix', 'Step 1: mix'],
  ['one in the other', '**a *b* c** and ***d***', 'a b c and d'],
  ['italics, underlines, strikes and spoilers', '*a* _b_ __c__ ~~d~~ ||e||', 'a b c d e'],
  ['between letters of a script without blanks', 'これは**大事**です', 'これは大事です'],
  ['over the end of a line', '**a\nb**', 'a\nb'],
  ['headings and small print', '# One\n### Two\n-# three', 'One\nTwo\nthree'],
  ['quotes', '> a\n> > b', 'a\nb'],
  ['lists', '- a\n* b\n  - [x] c\n1. d', '• a\n• b\n• c\n1. d'],
  ['rules', 'a\n---\nb\n* * *\n|---|---|\nc', 'a\n\nb\n\n\nc'],
  ['code', 'call `__init__` now', 'call __init__ now'],
  ['a link', 'see [the *docs*](https://a.example/_b_) or ![it](x.png)', 'see the docs or it'],
  ['an escaped sign', '\\*not\\* so', '*not* so'],
])('of %s the words are left', (_, text, words) => expect(withoutMarkup(text)).toBe(words));

test.each([
  '2*3*4 = 24',
  '2 * 3 * 4',
  'snake_case_name',
  'a ** b',
  '**open',
  'close**',
  'x > y || z',
  'C# and F#',
  '#hashtag',
  '1 - 2',
  '-5 °C',
  '>_<',
  '[a] (b)',
  '`',
])('%j is no Markdown, and stays', (text) => expect(withoutMarkup(text)).toBe(text));

test('a mark closes only the one of its kind that is open', () => {
  expect(withoutMarkup('*a **b* c')).toBe('a **b c');
  expect(withoutMarkup('**a** b** c')).toBe('a b** c');
});
