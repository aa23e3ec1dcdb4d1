import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { CONSENT_VERSION, consentCard, hasConsented } from '../../../src/tasks/show/consent.ts';
import { english, translator } from '../../support/scenes.ts';

/** What people have agreed to, by version. A changed text is a new version, with a line of its own here. */
const texts: Readonly<Record<number, string>> = {
  1: '36c4ed851d3604baa33f552b9bdf5e17c6e6eee06fff961c207d7f0759ce0843',
};

test('the consent text is the one its version stands for', () => {
  const [embed] = consentCard({ type: 'random', lang: 'en' }, english).embeds;
  const hash = createHash('sha256').update(`${embed?.title}\n${embed?.description}`).digest('hex');
  expect(hash).toBe(texts[CONSENT_VERSION]);
  expect(Math.max(...Object.keys(texts).map(Number))).toBe(CONSENT_VERSION);
});

describe('the consent card says that it is in another language than the reader’s', () => {
  const first = (locale: string) => {
    const [embed] = consentCard({ type: 'random', lang: 'en' }, translator.words(locale)).embeds;
    return embed?.description?.split('\n')[0];
  };
  test.each([
    ['ko', "I don't have this text in 한국어 yet, so it is in English."],
    ['zh-TW', '这段文字还没有中文（台灣）版本，因此以简体中文显示。'],
  ])('to a reader of %s', (locale, line) => expect(first(locale)).toBe(line));

  test.each(['en-US', 'en-GB', 'es-419', 'pt-BR', 'ja', 'zh-CN'])('but not to a reader of %s', (locale) => {
    expect(first(locale)).toBe(translator.words(locale)('consent.text'));
  });
});

describe('who has agreed', () => {
  const person = { id: '1', display_name: 'Ada', consented_at: 1, created_at: 1, consent_raises: 0 };
  test.each([
    [undefined, false],
    [{ ...person, consent_version: null }, false],
    [{ ...person, consent_version: CONSENT_VERSION - 1 }, false],
    [{ ...person, consent_version: CONSENT_VERSION + 1 }, false],
    [{ ...person, consent_version: CONSENT_VERSION }, true],
  ])('%j: %s', (one, agreed) => expect(hasConsented(one)).toBe(agreed));
});
