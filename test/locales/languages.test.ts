import { describe, expect, test } from 'vitest';
import {
  languageFor,
  languageName,
  readLanguage,
  suggestLanguages,
  suggestMore,
} from '../../src/locales/languages.ts';
import { filterArgument, readFilter } from '../../src/tasks/task-filter.ts';
import { fc } from '../support/same-cases.ts';
import { text } from '../support/texts.ts';

describe('the task language of a Discord language', () => {
  test.each([
    ['en-US', 'en'],
    ['en-GB', 'en'],
    ['es-419', 'es'],
    ['pt-BR', 'pt-BR'],
    ['sv-SE', 'sv'],
    ['zh-TW', 'zh'],
    ['no', 'nb'],
    ['uk', 'uk-UA'],
    ['de', 'de'],
    ['ja', 'ja'],
    ['zh-CN', 'zh'],
    ['constructor', 'constructor'],
  ])('%s is %s', (locale, lang) => expect(languageFor(locale)).toBe(lang));
});

describe('the name of a language', () => {
  test.each([
    ['de', 'fr', 'allemand'],
    ['pt-BR', 'en-US', 'Brazilian Portuguese'],
    ['de', 'no such locale', 'de'],
    ['not a language', 'en', 'not a language'],
    ['', 'en', ''],
  ])('%j for a reader of %s is %j', (lang, locale, name) => expect(languageName(lang, locale)).toBe(name));
});

describe('suggestions', () => {
  const values = (typed: string, locale = 'en-US') =>
    suggestLanguages(typed, locale).map(({ value }) => value);

  test('begin with the person’s own language', () => {
    expect(values('', 'de')[0]).toBe('de');
    expect(values('', 'uk')[0]).toBe('uk-UA');
  });

  test('go on with what there is most to read in', () => {
    expect(values('').slice(0, 4)).toEqual(['en', 'es', 'ru', 'de']);
    expect(values('', 'ja').slice(0, 4)).toEqual(['ja', 'en', 'es', 'ru']);
    expect(values('', 'zh-TW').slice(0, 3)).toEqual(['zh', 'en', 'es']);
  });

  test('begin with a name that begins so before one that only has it', () => {
    expect(values('ch').slice(0, 2)).toEqual(['zh', 'de']); // Chinese, then German (Deutsch)
  });

  test('are never more than 25, and each has a name that Discord takes', () => {
    fc.assert(
      fc.property(text, fc.constantFrom('en-US', 'de', 'ja', 'ar', 'x'), (typed, locale) => {
        const found = suggestLanguages(typed, locale);
        expect(found.length).toBeLessThanOrEqual(25);
        for (const { name, value } of found) {
          expect(name.length).toBeGreaterThan(0);
          expect(Math.max(name.length, value.length)).toBeLessThanOrEqual(100);
        }
      }),
    );
  });

  test.each([
    ['germ', 'en-US', 'de'],
    ['DEUT', 'en-US', 'de'],
    ['alle', 'fr', 'de'],
    ['espan', 'en-US', 'es'],
    ['pt', 'en-US', 'pt-BR'],
    ['中文', 'en-US', 'zh'],
    ['简体', 'ja', 'zh'],
    ['traditional', 'en-US', 'zh'],
    ['norsk', 'en-US', 'nb'],
    ['ノルウェー', 'ja', 'nb'],
    ['no', 'en-US', 'nb'],
  ])('for %j in %s have %s', (typed, locale, value) => expect(values(typed, locale)).toContain(value));

  test('are none for what no language is called', () => {
    expect(values('klingon')).toEqual([]);
  });

  test('for a list go on from its last one, and leave out what is in it', () => {
    const more = (typed: string) => suggestMore(typed, 'en-US').map(({ value }) => value);
    expect(more('en, ger')).toEqual(['en,de']);
    expect(more('en,de,')).not.toContain('en,de,de');
    expect(more('')).toEqual(suggestLanguages('', 'en-US').map(({ value }) => value));
    expect(suggestMore('fr,germ', 'en-US')[0]?.name).toBe('fr, German (Deutsch)');
    const long = Array.from({ length: 40 }, (_, index) => `x${index}`).join(',');
    for (const { name, value } of suggestMore(`${long},g`, 'en-US'))
      expect(Math.max(name.length, value.length)).toBeLessThanOrEqual(100);
  });

  test('carry a value that is read back', () => {
    for (const { name, value } of suggestLanguages('', 'fr')) {
      expect(readLanguage(value, 'fr')).toBe(value);
      expect(readLanguage(name, 'fr')).toBe(value);
    }
  });
});

describe('a typed language', () => {
  test.each([
    ['de', 'en-US', 'de'],
    [' DE ', 'en-US', 'de'],
    ['German', 'en-US', 'de'],
    ['deutsch', 'ja', 'de'],
    ['allemand', 'fr', 'de'],
    ['pt-br', 'en-US', 'pt-BR'],
    ['tlh', 'en-US', 'tlh'],
    ['zh-hant', 'en-US', 'zh-Hant'],
    ['ZH-cn', 'en-US', 'zh'],
    ['zh-tw', 'en-US', 'zh'],
    ['zh-Hans', 'en-US', 'zh'],
    ['Simplified Chinese', 'en-US', 'zh'],
    ['中国語', 'ja', 'zh'],
    ['no', 'en-US', 'nb'],
    ['Norwegian', 'en-US', 'nb'],
    ['norsk', 'de', 'nb'],
    ['nn', 'en-US', 'nn'],
    ['en-gb', 'en-US', 'en'],
    ['uk', 'en-US', 'uk-UA'],
  ])('%j of a reader of %s is %s', (typed, locale, lang) => expect(readLanguage(typed, locale)).toBe(lang));

  test.each([
    '',
    ' ',
    'klingonese',
    'xx',
    'de_DE',
    'constructor',
    '__proto__',
    'en\n',
    '‮',
    'x'.repeat(6_000),
  ])('%j is none', (typed) => expect(readLanguage(typed.replace('\n', '!'), 'en-US')).toBeUndefined());

  test('always fits into a button', () => {
    const tags = [
      'de-Latn-luna1918',
      'sl-rozaj-biske',
      'ca-valencia',
      'zh-Hant-HK',
      'en-posix',
      'hy-arevela',
    ];
    const part = fc.constantFrom('de', 'sl', 'latn', 'luna1918', 'rozaj', '1996', 'valencia', 'x', 'hans');
    const any = fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('-'));
    fc.assert(
      fc.property(fc.oneof(any, fc.constantFrom(...tags), text), (typed) => {
        const lang = readLanguage(typed, 'en-US');
        if (lang === undefined) return;
        const filter = { type: 'rank_assistant_replies' as const, lang };
        expect(readFilter(filterArgument(filter))).toEqual(filter);
      }),
    );
  });
});
