import { expect, test } from 'vitest';
import type { Judgement, Outcome } from '../../../src/oasst/judgements.ts';
import { judgementEmbed } from '../../../src/people/me/judgement.ts';
import { english } from '../../support/scenes.ts';

const judged = (outcome: Outcome, type: Judgement['type'] = 'rank_initial_prompts') =>
  judgementEmbed(
    {
      id: '00000000-0000-4000-8000-000000000001',
      type,
      lang: 'en',
      about: 'What is bread?',
      created: '2026-11-28T00:00:00Z',
      outcome,
    },
    1,
    english,
  )
    .description?.split('\n\n')[0]
    ?.split('\n')
    .slice(1)
    .join('\n');

const FIRST = 'prompt you put first';

test.each<[string, Outcome, string]>([
  [
    'waits',
    { is: 'compared', rankings: 1, needed: 3, conversation: 'waiting' },
    `⏳ The ${FIRST} waits for its conversation to begin.\nRankings so far: 1 of 3`,
  ],
  [
    'grows, and has been ranked enough',
    { is: 'compared', rankings: 3, needed: 3, conversation: 'growing' },
    `💬 The conversation of the ${FIRST} has begun.`,
  ],
  [
    'is finished, however often it was ranked',
    { is: 'compared', rankings: 1, needed: 3, conversation: 'finished' },
    `🏁 The conversation of the ${FIRST} is finished.`,
  ],
  ['is gone', { is: 'gone' }, '⏹️ What it was about is no longer in the collection.'],
])('a ranking of prompts whose first choice %s says so', (_, outcome, line) => {
  expect(judged(outcome)).toBe(line);
});

test('a ranking of replies says how many there are, and then where the first choice came in', () => {
  const ranked = { is: 'ranked', rankings: 1, needed: 3 } as const;
  expect(judged({ ...ranked, place: null }, 'rank_assistant_replies')).toBe('⏳ Rankings so far: 1 of 3');
  expect(judged({ ...ranked, place: { place: 2, of: 4 } }, 'rank_assistant_replies')).toBe(
    '🏁 The one you put first came 2nd of 4.',
  );
});
