import { describe, expect, test } from 'vitest';
import { apportion } from '../../../bench/open-assistant/apportion.ts';
import { planOf, SMALLEST_SHARE, speakersOf } from '../../../bench/open-assistant/plan.ts';

describe('a share of the volume', () => {
  test.each([
    [1, { prompts: 66_497, messages: 161_443, labelSets: 461_292, people: 13_500 }],
    [0.05, { prompts: 3_325, messages: 8_072, labelSets: 23_065, people: 675 }],
    [0.01, { prompts: 665, messages: 1_614, labelSets: 4_613, people: 135 }],
    [SMALLEST_SHARE, { prompts: 66, messages: 161, labelSets: 461, people: 14 }],
  ])('of %d has exactly its numbers, in 35 languages', (share, expected) => {
    const { quotas, people } = planOf(share, 1);
    const sum = (of: (quota: { prompts: number; replies: number; labelSets: number }) => number) =>
      [...quotas.values()].reduce((all, quota) => all + of(quota), 0);
    expect({
      prompts: sum(({ prompts }) => prompts),
      messages: sum(({ prompts, replies }) => prompts + replies),
      labelSets: sum(({ labelSets }) => labelSets),
      people: people.length,
    }).toEqual(expected);
    expect(quotas.size).toBe(35);
    for (const { prompts } of quotas.values()) expect(prompts).toBeGreaterThan(0);
  });

  test('has enough people for each language to review what others wrote', () => {
    const { quotas, people } = planOf(0.01, 1);
    for (const lang of quotas.keys()) expect(speakersOf(people, lang).length).toBeGreaterThanOrEqual(10);
    expect(new Set(people.map(({ id }) => id)).size).toBe(people.length);
  });
});

describe('parts of a whole', () => {
  test('add up, and what is left after rounding goes to the largest remainders', () => {
    const weights = new Map([
      ['a', 5],
      ['b', 3],
      ['c', 1],
    ]);
    expect([...apportion(10, weights)]).toEqual([
      ['a', 6],
      ['b', 3],
      ['c', 1],
    ]);
    expect([...apportion(4, weights, 1).values()]).toEqual([2, 1, 1]);
  });
});
