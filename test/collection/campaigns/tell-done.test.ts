import { expect, test } from 'vitest';
import { doneOf, isNewsFor } from '../../../src/collection/campaigns/tell-done.ts';
import { aCampaign } from '../../support/campaign.ts';

const goal = { of: 'trees', count: 5 } as const;

test.each([
  ['goes on', {}, undefined],
  ['goes on until its last moment', { closes_at: 11 }, undefined],
  ['has a goal that it has not reached', { goal }, undefined],
  ['is over with its last day', { closes_at: 10 }, { why: 'date', moment: 10, key: 'date:10' }],
  ['has reached its goal', { goal, done: 'goal' }, { why: 'goal', moment: undefined, key: 'goal:trees:5' }],
  [
    'was ended, whatever it had reached',
    { goal, done: 'goal', ended_at: 7 },
    { why: 'owner', moment: 7, key: 'owner:7' },
  ],
] as const)('a campaign that %s', (_, terms, done) => {
  expect(doneOf(aCampaign(terms), 10)).toEqual(done);
});

test('a channel is told of what was ended while it was a log channel, and of what no owner has ended', () => {
  const ended = { why: 'owner', moment: 10, key: '' } as const;
  const over = { why: 'date', moment: 10, key: '' } as const;
  expect([9, 10, 11, undefined].map((caughtUpAt) => isNewsFor({ caughtUpAt }, ended))).toEqual([
    true,
    true,
    false,
    false,
  ]);
  expect([9, 11, undefined].map((caughtUpAt) => isNewsFor({ caughtUpAt }, over))).toEqual([
    true,
    true,
    false,
  ]);
});
