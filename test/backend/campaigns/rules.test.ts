import { describe, expect, test } from 'vitest';
import { leftToBegin, leftToWrite, weightsIn } from '../../../src/backend/campaigns/rules.ts';
import { defaults } from '../../../src/backend/settings/settings.ts';
import { nameKey, standingOf } from '../../../src/oasst/campaigns.ts';

const always = { opens_at: null, closes_at: null, ended_at: null };
const nothing = { goal_of: null, goal: null, begun: 7, waiting: 3, messages: 90 };

describe('where a campaign stands', () => {
  test('is a matter of the moment alone: a clock that jumps takes it along, both ways', () => {
    const dated = { ...always, opens_at: 100, closes_at: 200 };
    const at = [99, 100, 199, 200, 150, 99].map((now) => standingOf(dated, now));
    expect(at).toEqual(['planned', 'open', 'open', 'over', 'open', 'planned']);
  });

  test('is open without dates, and over once it was ended, whatever its dates say', () => {
    expect(standingOf(always, 0)).toBe('open');
    expect(standingOf({ ...always, opens_at: 100, ended_at: 5 }, 50)).toBe('over');
    expect(standingOf({ ...always, ended_at: 5 }, 4)).toBe('over');
  });
});

describe('the weights of a campaign', () => {
  test('are those of the collection without stories where it has no mix', () => {
    expect(weightsIn(null, defaults.taskWeights)).toEqual({
      ...defaults.taskWeights,
      summarize: 0,
      rate: 0,
    });
  });

  test('share what a kind stands for, and leave out what the mix does not have', () => {
    const mix = { prompts: 1, replies: 4, labels: 3, rankings: 0 };
    expect(weightsIn(mix, defaults.taskWeights)).toEqual({
      prompt: 1,
      reply: 4,
      labelPrompt: 1.5,
      labelReply: 1.5,
      ranking: 0,
      rankPrompts: 0,
      summarize: 0,
      rate: 0,
    });
  });
});

describe('a goal', () => {
  test('of conversations is never begun for more often than it needs', () => {
    const toward = { ...nothing, goal_of: 'trees' as const, goal: 10 };
    expect([leftToBegin(toward), leftToWrite(toward)]).toEqual([3, 0]);
    expect([leftToBegin({ ...toward, begun: 11 }), leftToWrite({ ...toward, begun: 2 })]).toEqual([0, 5]);
  });

  test('of messages begins no more once there are as many', () => {
    const toward = { ...nothing, goal_of: 'messages' as const, goal: 90 };
    expect([leftToBegin(toward), leftToWrite(toward)]).toEqual([0, 0]);
    expect(leftToBegin({ ...toward, messages: 89 })).toBe(Number.POSITIVE_INFINITY);
  });

  test('that is not there ends nothing', () => {
    expect([leftToBegin(nothing), leftToWrite(nothing)]).toEqual([
      Number.POSITIVE_INFINITY,
      Number.POSITIVE_INFINITY,
    ]);
  });
});

test('names are the same when they look the same', () => {
  expect(nameKey('  Kitchen   TALK ')).toBe('kitchen talk');
  expect(nameKey('Ｋitchen talk')).toBe('kitchen talk');
  expect(nameKey('Kitchen-talk')).not.toBe('kitchen talk');
});
