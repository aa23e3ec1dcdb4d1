import { expect, test } from 'vitest';
import { wordsOfReports } from '../../../src/backend/moderation/report-words.ts';

test.each([
  ['', 'new', 'new'],
  ['old', '', 'old'],
  ['old words', 'words', 'old words'],
  ['old', 'new', 'old\n\nnew'],
  ['o'.repeat(5_000), 'n'.repeat(4_998), `${'o'.repeat(5_000)}\n\n${'n'.repeat(4_998)}`],
  ['o'.repeat(5_000), 'n'.repeat(4_999), 'n'.repeat(4_999)],
  ['👍'.repeat(9_990), 'newer', `${'👍'.repeat(9_990)}\n\nnewer`],
])('after one report with words, those of the next are kept beside them (case %#)', (before, now, kept) => {
  expect(wordsOfReports(before, now)).toBe(kept);
});
