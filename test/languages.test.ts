import { expect, test } from 'vitest';
import { canonicalLanguage } from '../src/languages.ts';

test.each([
  ['en', 'en'],
  ['EN', 'en'],
  [' de ', 'de'],
  ['pt_br', 'pt-BR'],
  ['ZH-hans-cn', 'zh-Hans-CN'],
  ['iw', 'he'],
  ['in', 'id'],
  ['es-419', 'es-419'],
  ['de-u-co-phonebk', 'de'],
  ['en-US-x-mine', 'en-US'],
  ['tlh', 'tlh'],
])('%j is written %j', (tag, language) => {
  expect(canonicalLanguage(tag)).toBe(language);
  expect(canonicalLanguage(language)).toBe(language);
});

test.each([
  '',
  ' ',
  'e',
  'zz zz',
  'english',
  'klingon, (old)!',
  'en\0',
  'en,de',
  '\ud800',
  `en${'-variant1'.repeat(4)}`,
  'l'.repeat(40),
])('%j is no language', (tag) => {
  expect(canonicalLanguage(tag)).toBeUndefined();
});
