import { expect, test } from 'vitest';
import { withDefaults } from './options.ts';
import { torture } from './torture.ts';
import { isClean } from './verdict/report.ts';

/** Far more than it takes anywhere; how long it takes says nothing. */
const LONGEST_MS = 600_000;

test('nothing is lost, doubled or given to somebody else while everything around the bot fails', {
  timeout: LONGEST_MS,
}, async () => {
  const options = withDefaults({ seed: 7, people: 8, seconds: 4, answers: 8, slower: 1.5 });
  const { verdict, report } = await torture(options);
  expect(isClean(verdict), report).toBe(true);
  expect(verdict.counts.confirmed).toBeGreaterThanOrEqual(8);
});
