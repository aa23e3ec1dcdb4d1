import { expect, test } from 'vitest';
import { sentences } from '../../src/locales/sentences.ts';

test.each([
  ['en', ['Skipped.', 'Undo?'], 'Skipped. Undo?'],
  ['ru', ['Да.', 'Нет.'], 'Да. Нет.'],
  ['ja', ['スキップしました。', '戻せます。'], 'スキップしました。戻せます。'],
  ['zh-CN', ['已跳过。', '可以撤销。'], '已跳过。可以撤销。'],
  ['ja', ['一つだけ。'], '一つだけ。'],
])('two sentences in %s stand as that language writes them', (locale, parts, whole) => {
  expect(sentences(locale, ...parts)).toBe(whole);
});
