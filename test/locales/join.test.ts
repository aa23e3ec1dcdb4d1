import { expect, test } from 'vitest';
import { listed, withName } from '../../src/locales/join.ts';
import { translator } from '../support/scenes.ts';
import { sources } from '../support/sources.ts';

test.each([
  ['en', 'Prompt: *Hello*', 'a, b, c'],
  ['fr', 'Prompt : *Hello*', 'a, b, c'],
  ['ja', 'Prompt：*Hello*', 'a、b、c'],
  ['zh-CN', 'Prompt：*Hello*', 'a、b、c'],
])('%s puts its own signs between a name and what is said of it, and in a list', (locale, named, list) => {
  const words = translator.words(locale);
  expect(withName('Prompt', '*Hello*', words)).toBe(named);
  expect(listed(['a', 'b', 'c'], words)).toBe(list);
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

test('what contributors read is joined by no sign of English alone', () => {
  const code = sources('src/tasks', 'src/people');
  expect(code.length).toBeGreaterThan(50);
  const joined = code.filter(({ text }) => /join\('[,;] '\)|\}: (?:\*|\$\{)/.test(text));
  expect(joined.map(({ path }) => path)).toEqual([]);
});
