import { createInstance } from 'i18next';
import { expect, test } from 'vitest';
import { saying } from '../../src/locales/saying.ts';

/** Texts of one language, and how often each was looked for. */
async function scene(language: string, texts: Record<string, string>) {
  const i18n = createInstance();
  await i18n.init({ resources: { [language]: { translation: texts } }, keySeparator: false });
  const found: string[] = [];
  const t = i18n.getFixedT(language);
  const say = saying(
    Object.assign((...args: Parameters<typeof t>) => {
      found.push(String(args[0]));
      return t(...args);
    }, t) as typeof t,
    language,
  );
  return { say, found };
}

test('every place is filled, as often as it is there', async () => {
  const { say } = await scene('en', { a: '{{x}} and {{y}}, {{x}}.', b: '{{x}}', c: 'none' });
  expect(say('a', { x: 1, y: '{{x}} $& $t(b)' })).toBe('1 and {{x}} $& $t(b), 1.');
  expect(say('b', { x: 0 })).toBe('0');
  expect(say('b', {})).toBe('');
  expect(say('c', { x: 1 })).toBe('none');
});

test('a text is looked for once for each plural form', async () => {
  const { say, found } = await scene('ru', {
    n_one: '{{count}} день',
    n_few: '{{count}} дня',
    n_many: '{{count}} дней',
    n_other: '{{count}} дня',
  });
  const counts = [1, 2, 5, 21, 22, 11, 1.5];
  expect(counts.map((count) => say('n', { count }))).toEqual([
    '1 день',
    '2 дня',
    '5 дней',
    '21 день',
    '22 дня',
    '11 дней',
    '1.5 дня',
  ]);
  expect(found).toHaveLength(4);
});
