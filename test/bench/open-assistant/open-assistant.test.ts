import { expect, test } from 'vitest';
import { simulate } from '../../../bench/open-assistant/simulate.ts';
import { freshFolder } from '../../support/folder.ts';

const EVERY = 1_900; // answers

test('a hundredth of Open Assistant’s volume goes through a backend that is killed meanwhile: nothing lost, doubled or misattributed', {
  timeout: 600_000,
}, async () => {
  const kills = { everyAnswers: EVERY };
  const run = await simulate({ folder: await freshFolder(), share: 0.01, seed: 1, kills });
  expect(run.problems).toEqual([]);
  const { texts, labelSets, rankings } = run.ledger;
  const { prompts, replies, labelSets: unlabeled } = run.dropped; // very little, which depends on who comes by last
  expect([texts.length + prompts + replies, labelSets.length + unlabeled]).toEqual([1_614, 4_613]);
  expect(rankings.length).toBeGreaterThan(0);
  expect(run.trees.get('ready_for_export')).toBeGreaterThan(0);
  expect([...run.trees.values()].reduce((sum, count) => sum + count, 0)).toBe(665 - prompts);
  expect(run.figures.kills).toBeGreaterThanOrEqual(4); // the last when all was given
});
