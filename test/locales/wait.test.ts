import { expect, test } from 'vitest';
import { waitInWords } from '../../src/locales/wait.ts';

test.each([
  [0.2, 'en', '1 second'],
  [8, 'de', '8 Sekunden'],
  [89, 'en', '89 seconds'],
  [90, 'en', '2 minutes'],
  [239, 'fr', '4 minutes'],
  [3_600, 'en', '60 minutes'],
  [9_000, 'en', '150 minutes'],
  [14_400, 'ja', '4 時間'],
])('%d seconds are in %s: %s', (seconds, locale, words) => {
  expect(waitInWords(seconds, { locale })).toBe(words);
});
