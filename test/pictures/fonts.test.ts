import { expect, test } from 'vitest';
import { figureOf } from '../../src/collection/progress/figure.ts';
import { createTranslator, textLanguages } from '../../src/locales/words.ts';
import { taskTypes } from '../../src/oasst/protocol.ts';
import { fontOf } from '../../src/pictures/fonts.ts';
import { progressSvg } from '../../src/pictures/progress.ts';
import { render } from '../../src/pictures/render.ts';

const translator = await createTranslator();
const letters = [...'abcdefghijklmnopqrstuvwxyz'];
const codes = [
  ...letters.flatMap((first) => letters.map((second) => first + second)),
  'pt-BR',
  'uk-UA',
  'yue',
];
const months = Array.from({ length: 12 }, (_, month) => new Date(Date.UTC(2026, month, 28)).toISOString());

/** Everything that a picture of a collection may say in a language. */
function saidIn(locale: string): string {
  const figure = figureOf(
    {
      goal: 1_234_567_890,
      trees: { ready_for_export: 12, growing: 3 },
      languages: codes.map((lang) => ({ lang, trees: 20, finished: 3 })),
      days: months.map((day) => ({ day, messages: 5 })),
      wanted: Object.fromEntries(taskTypes.map((type) => [type, 1])),
    },
    translator.words(locale),
  );
  const { trees, days, languages, missing } = figure;
  return [trees, days, languages, missing]
    .flatMap((part) => [
      part.heading,
      ...('bars' in part ? part.bars : part.parts).flatMap(({ name, shown }) => [name, shown]),
    ])
    .concat(trees.note)
    .join('');
}

const drawn = (sign: string, locale: string) =>
  Buffer.from(
    render(
      `<svg xmlns="http://www.w3.org/2000/svg" width="48" height="48" font-family="${fontOf(locale)}"><text x="4" y="38" font-size="36">${sign}</text></svg>`,
    ),
  ).toString('base64');
const NOT_IN_ANY = '\u{10FFFD}';

test.each(textLanguages)(
  'every sign that the picture of a collection may say in %s is in its fonts',
  {
    timeout: 120_000,
  },
  (locale) => {
    const signs = [...new Set(saidIn(locale))].filter((sign) => /[\p{L}\p{N}\p{P}]/u.test(sign));
    expect(signs.length).toBeGreaterThan(50);
    const nothing = [drawn(NOT_IN_ANY, locale), drawn(' ', locale)];
    expect(signs.filter((sign) => nothing.includes(drawn(sign, locale)))).toEqual([]);
  },
);

test('a sign that is written differently in Japanese and in Chinese is drawn differently', () => {
  expect(drawn('直', 'ja')).not.toBe(drawn('直', 'zh-CN'));
  expect(drawn('A', 'ja')).toBe(drawn('A', 'de'));
});

test('names in Japanese are cut to the room they have', () => {
  const name = '長い名前'.repeat(20);
  const wanted = { type: 1 };
  const figure = figureOf({ goal: 0, trees: {}, languages: [], days: [], wanted }, translator.words('ja'));
  const svg = progressSvg(
    { ...figure, missing: { heading: name, parts: [{ name, value: 1, shown: '1' }] } },
    'ja',
  );
  const sizes = [...svg.matchAll(/font-size="(\d+)"[^>]*>(長[^<]*…)</g)].map(
    ([, size, words = '']) => Number(size) * [...words].length,
  );
  expect(sizes).toHaveLength(2);
  expect(Math.max(...sizes)).toBeLessThan(728); // the width within the edges
});
