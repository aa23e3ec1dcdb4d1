import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { systemClock } from '../../../src/clock.ts';
import { createDetector } from '../../../src/tasks/second-look/detector.ts';
import { detectable, isWrongLanguage, toDetect } from '../../../src/tasks/second-look/wrong-language.ts';
import { root } from '../../support/sources.ts';

const detector = createDetector(systemClock);
afterAll(() => detector.stop());

async function isWrong(text: string, lang: string): Promise<boolean> {
  const parts = toDetect(text);
  return parts.length > 0 && isWrongLanguage(await detector.detect(parts), lang);
}

const GERMAN = 'Kannst du mir bitte erklären, wie man ein gutes Brot backt?';

describe('a text in another language than its task is seen:', () => {
  test.each([
    [GERMAN, 'en'],
    [GERMAN, 'pt-BR'],
    ['Could you please explain to me how bread is baked at home?', 'de'],
    ['¿Podrías explicarme cómo se hace un buen pan en casa?', 'fr'],
    ['Não sei como se faz um bom pão em casa, podes ajudar?', 'es'],
    ['Объясните, пожалуйста, как испечь хороший хлеб дома?', 'el'],
    ['家でおいしいパンを焼く方法を教えてください。', 'zh'],
    ['请告诉我怎样在家里烤出好吃的面包，谢谢。', 'ja'],
    ['Hvordan baker man et godt brød hjemme i sin egen ovn?', 'sv'],
    [`Look at this:\n\`\`\`\nconst bread = bake(flour, water);\n\`\`\`\n${GERMAN}`, 'en'],
  ])('%s (%s)', async (text, lang) => expect(await isWrong(text, lang)).toBe(true));
});

describe('nothing is said of', () => {
  test.each([
    [GERMAN, 'de'],
    [GERMAN, 'de-AT'],
    ['Hvordan baker man et godt brød hjemme i sin egen ovn?', 'nb'],
    ['Hvordan baker man et godt brød hjemme i sin egen ovn?', 'nn-NO'],
    ['Hvordan bager man et godt brød derhjemme i sin egen ovn?', 'no'],
    ['Kako da ispečem dobar hleb kod kuće, a da ne izgori?', 'sr-Latn'],
    ['Bagaimana cara membuat roti yang enak di rumah sendiri?', 'id'],
    ['请告诉我怎样在家里烤出好吃的面包，谢谢。', 'zh-Hant-TW'],
    ['Paano ba gumawa ng masarap na tinapay sa bahay natin?', 'fil'],
    // too near
    ['Объясните, пожалуйста, как испечь хороший хлеб дома?', 'uk-UA'],
    // too little
    ['Wie backe ich Brot?', 'en'],
    ['Haha, ok :-)', 'de'],
    ['什么是面包？', 'en'],
    // no words at all
    ['1 + 1 = 2, 3 + 4 = 7, 8 + 9 = 17, 10 * 20 = 200', 'de'],
    ['```\nfor (const loaf of oven) bake(loaf, minutes, degrees);\n```', 'ru'],
    ['https://example.com/how/to/bake/a/very/good/bread/at/home', 'ja'],
    // some of it is in the right one
    [`Please translate this sentence into English:\n\n${GERMAN} ${GERMAN}`, 'en'],
    // nobody can tell
    [GERMAN, 'eo'],
    [GERMAN, 'gl'],
  ])('%s (%s)', async (text, lang) => expect(await isWrong(text, lang)).toBe(false));
});

const Nested: z.ZodType<unknown> = z.lazy(() => z.union([z.string(), z.record(z.string(), Nested)]));

function leaves(node: unknown): string[] {
  return typeof node === 'string' ? [node] : Object.values(Object(node)).flatMap(leaves);
}

test.each(['en', 'de', 'es', 'fr', 'pt', 'ru', 'ja', 'zh-CN'])(
  'no text of the interface is taken for another language than its own: %s',
  async (lang) => {
    const file = readFileSync(join(root, `src/locales/${lang}.json`), 'utf8');
    const texts = leaves(Nested.parse(JSON.parse(file))).map((text) => text.replaceAll(/\{\{.*?\}\}/g, ''));
    const judged = texts.filter((text) => toDetect(text).length > 0);
    expect(judged.length).toBeGreaterThan(100);
    const wrong = await Promise.all(judged.map(async (text) => ((await isWrong(text, lang)) ? [text] : [])));
    expect(wrong.flat()).toEqual([]);
  },
);

test('the languages that can be told are those of the detector', async () => {
  const { eld } = await import('eld/extrasmall');
  expect(Object.values(eld.info().Languages).toSorted()).toEqual([...detectable].toSorted());
});

test('telling which words to judge takes time in proportion to the text', () => {
  for (const part of ['`', '``', '```', 'http://', 'a. ', 'a`b', '。'])
    expect(toDetect(part.repeat(60_000)).length).toBeLessThanOrEqual(9);
});
