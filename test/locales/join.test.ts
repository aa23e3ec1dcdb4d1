import { expect, test } from 'vitest';
import { listed, parted, withName } from '../../src/locales/join.ts';
import { translator } from '../support/scenes.ts';
import { sources } from '../support/sources.ts';

test.each([
  ['en', 'Prompt: *Hello*', 'a, b, c', '; '],
  ['fr', 'Prompt : *Hello*', 'a, b, c', '; '],
  ['ja', 'Prompt：*Hello*', 'a、b、c', '；'],
  ['zh-CN', 'Prompt：*Hello*', 'a、b、c', '；'],
])(
  '%s puts its own signs between a name and what is said of it, and in a list',
  (locale, named, list, sign) => {
    const words = translator.words(locale);
    expect(withName('Prompt', '*Hello*', words)).toBe(named);
    expect(listed(['a', 'b', 'c'], words)).toBe(list);
    expect(parted([list, list], words)).toBe(list + sign + list);
  },
);

test.each([
  ['en', 'The bot lacks there: a, b, c'],
  ['ja', 'a、b、c'],
  ['zh-CN', 'a、b、c'],
])('several things that fill one place of a text are listed in %s by its own signs', (locale, text) => {
  const said = translator.words(locale)('setup.lacks', { rights: ['a', 'b', 'c'] });
  expect(said.toLowerCase()).toContain(text.toLowerCase());
});

test('a list of one is that one, and of nothing nothing', () => {
  const words = translator.words('ja');
  expect(listed(['a'], words)).toBe('a');
  expect(listed([], words)).toBe('');
});

test('what is joined stays as it is, whatever it looks like', () => {
  const odd = '{{before}} $t(button.skip) $&';
  expect(listed([odd, odd], translator.words('en'))).toBe(`${odd}, ${odd}`);
  expect(withName(odd, odd, translator.words('en'))).toBe(`${odd}: ${odd}`);
});

test('what contributors and managers read is joined by no sign of English alone', () => {
  const code = sources('src/tasks', 'src/people', 'src/collection');
  expect(code.length).toBeGreaterThan(50);
  const joined = code.filter(({ text }) => /join\('[,;] '\)|\}: (?:\*|\$\{)/.test(text));
  expect(joined.map(({ path }) => path)).toEqual([]);
});
