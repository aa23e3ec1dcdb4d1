import { expect, test } from 'vitest';
import { nearestLanguage } from '../../src/locales/nearest.ts';

const names = ['en', 'es', 'pt', 'ja', 'zh-CN'];

test.each([
  ['en-US', 'en'],
  ['en-GB', 'en'],
  ['es-419', 'es'],
  ['pt-BR', 'pt'],
  ['ja', 'ja'],
  ['zh-CN', 'zh-CN'],
  ['zh', 'zh-CN'],
  ['zh-Hans', 'zh-CN'],
])('%s is read in %s, which is its readers’ own', (locale, name) => {
  expect(nearestLanguage(locale, names)).toEqual({ name, own: true });
});

test.each([
  ['zh-TW', 'zh-CN'],
  ['zh-HK', 'zh-CN'],
  ['ko', 'en'],
  ['no', 'en'],
  ['', 'en'],
  ['no such locale', 'en'],
])('%j is read in %s instead', (locale, name) => {
  expect(nearestLanguage(locale, names)).toEqual({ name, own: false });
});
