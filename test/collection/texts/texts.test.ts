import { describe, expect, test } from 'vitest';
import { publicCard } from '../../../src/collection/public/card.ts';
import { builtIn } from '../../../src/collection/texts/clicks.ts';
import { fitsKind, textLimits } from '../../../src/collection/texts/limits.ts';
import { proposalCard, textForm } from '../../../src/collection/texts/view.ts';
import { nearestText } from '../../../src/locales/nearest-text.ts';
import { textLanguages } from '../../../src/locales/words.ts';
import { taskTypes } from '../../../src/oasst/protocol.ts';
import { privacyCard } from '../../../src/people/privacy/card.ts';
import { type TextKind, textKinds } from '../../../src/store/own-texts-table.ts';
import { consentCard, consentFor } from '../../../src/tasks/show/consent.ts';
import { guideView } from '../../../src/tasks/show/reading.ts';
import { fits } from '../../support/fits.ts';
import { translator } from '../../support/scenes.ts';

const filter = { type: 'random', lang: 'en' } as const;
/** The longest text of a kind, in letters of so many bytes. */
const longest = (kind: TextKind, letter: string) => {
  const { units, bytes } = textLimits[kind];
  const count = Math.min(Math.floor(units / letter.length), Math.floor(bytes / Buffer.byteLength(letter)));
  return letter.repeat(count);
};

describe.each(textLanguages)('in %s', (locale) => {
  const words = translator.words(locale);
  const kept = {
    tasks: 9_999,
    drafts: 9_999,
    calls: 9_999,
    consents: 99,
    consentSince: 1,
    erasing: undefined,
    named: false,
    backend: { is: 'protocol', shown: true },
  } as const;

  test('our own consent is short enough to begin with', () => {
    expect(fitsKind('consent', builtIn('consent', words))).toBe(true);
  });

  test.each(['a', 'я', '字', '😀'])(
    'the longest texts of “%s” are what Discord takes wherever they stand',
    (letter) => {
      for (const kind of textKinds) {
        const text = longest(kind, letter);
        expect(fitsKind(kind, text)).toBe(true);
        expect(fitsKind(kind, `${text}${letter}`)).toBe(false);
        const about = { id: '0'.repeat(16), kind, text, language: words('language') };
        expect(fits(proposalCard(about, 12_345, words))).toEqual([]);
        expect(fits(textForm('v1:text:consent.en::1', about, words))).toEqual([]);
      }
      const own = [{ lang: 'fr', text: longest('consent', letter) }];
      expect(fits(consentCard(filter, words, consentFor({ own, raises: 3 }, locale, translator)))).toEqual(
        [],
      );
      for (const type of taskTypes)
        expect(fits(guideView({ id: 't', type }, words, longest('guidelines', letter)))).toEqual([]);
      expect(fits(privacyCard(kept, 'backend.test', words, { own: longest('privacy', letter) }))).toEqual([]);
      expect(fits(publicCard(undefined, words, longest('name', letter)))).toEqual([]);
    },
  );
});

describe('a reader of', () => {
  const texts = (...langs: string[]) => langs.map((lang) => ({ lang, text: lang }));
  test.each([
    ['de', ['en', 'de'], 'de', true],
    ['es-419', ['en', 'es'], 'es', true],
    ['zh-TW', ['en', 'zh-CN'], 'zh-CN', false],
    ['fr', ['de', 'en'], 'en', false],
    ['fr', ['ru', 'de'], 'ru', false],
    ['en-GB', ['en'], 'en', true],
  ])('%s gets, of texts in %j, that in %s', (locale, langs, lang, own) => {
    expect(nearestText(texts(...langs), locale)).toEqual({ lang, text: lang, own });
  });

  test('any language gets none where there is none', () => {
    expect(nearestText([], 'de')).toBeUndefined();
  });

  test('German is told that the owners’ consent is in French, and agrees to that text', () => {
    const consent = consentFor({ own: texts('fr'), raises: 1 }, 'de', translator);
    expect(consent.instead).toBe(
      'Diesen Text gibt es noch nicht auf Deutsch, deshalb steht er hier auf Französisch.',
    );
    expect(consent.lang).toBe('fr');
    expect(consentFor({ own: texts('fr', 'de'), raises: 1 }, 'de', translator).instead).toBeUndefined();
  });
});

test('what owners wrote pings nobody and hides no link, and is counted in that form', () => {
  const own = [{ lang: 'en', text: '# Big\n[here](https://evil.example) @everyone <@1>' }];
  const { text } = consentFor({ own, raises: 0 }, 'en-US', translator);
  for (const harmful of ['](', '@everyone', '<@1>', '# Big']) expect(text).not.toContain(harmful);
  const { units } = textLimits.consent;
  expect(fitsKind('consent', `${'x'.repeat(units - 1)}<`)).toBe(false); // which is shown with a joiner
});
