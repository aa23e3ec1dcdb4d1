import { expect, test } from 'vitest';
import { shuffle } from '../../../src/backend/random.ts';
import { defaults } from '../../../src/backend/settings/settings.ts';
import { turnedOff } from '../../../src/backend/settings/turned-off.ts';
import { leaderScore, level, levelThresholds, noDeeds } from '../../../src/backend/standings/score.ts';
import { type Counts, drawTask, promptCapacity } from '../../../src/backend/tasks/choice.ts';
import { streakAfter } from '../../../src/backend/users/streak.ts';
import { taskTypes } from '../../../src/oasst/protocol.ts';
import { seededRandom } from '../../support/random.ts';

const nothing: Counts = {
  summarize_story: 0,
  rate_summary: 0,
  initial_prompt: 0,
  prompter_reply: 0,
  assistant_reply: 0,
  rank_initial_prompts: 0,
  rank_prompter_replies: 0,
  rank_assistant_replies: 0,
  label_initial_prompt: 0,
  label_prompter_reply: 0,
  label_assistant_reply: 0,
};
const HOUR = 3_600_000;
const { points, taskWeights: weights } = defaults;

/** Draws from so much open work; somebody can be given all of it but what is `had`. */
async function drawn(
  counts: Counts,
  random: () => number,
  had: readonly (keyof Counts)[] = [],
  off: ReadonlySet<keyof Counts> = new Set(),
) {
  const find = async (type: keyof Counts) => (counts[type] > 0 && !had.includes(type) ? type : undefined);
  const drawnTask = await drawTask({ find, countOf: async (type) => counts[type] }, { weights, off }, random);
  expect(drawnTask?.found).toBe(drawnTask?.type);
  return drawnTask?.type;
}

/** The share of each type among so many draws. */
async function shares(counts: Counts, had: readonly (keyof Counts)[] = []) {
  const random = seededRandom(7);
  const all: (string | undefined)[] = [];
  for (let turn = 0; turn < 4_000; turn += 1) all.push(await drawn(counts, random, had));
  const byType = Map.groupBy(all, (type) => type);
  return (type: string) => (byType.get(type)?.length ?? 0) / 4_000;
}

test('random draws only what there is', async () => {
  expect(await drawn(nothing, seededRandom(1))).toBeUndefined();
  expect(await drawn({ ...nothing, initial_prompt: 110 }, seededRandom(1))).toBe('initial_prompt');
});

test('random prefers ranking to labelling to replying, whatever the numbers, and hardly ever gives a prompt', async () => {
  const share = await shares({
    ...nothing,
    rank_assistant_replies: 1,
    label_initial_prompt: 50,
    label_assistant_reply: 50,
    assistant_reply: 9,
    initial_prompt: 110,
  });
  expect(share('rank_assistant_replies')).toBeCloseTo(10 / 22, 1);
  expect(share('label_initial_prompt')).toBeCloseTo(5 / 22, 1);
  expect(share('label_assistant_reply')).toBeCloseTo(5 / 22, 1);
  expect(share('assistant_reply')).toBeCloseTo(2 / 22, 1);
  expect(share('initial_prompt')).toBeLessThan(0.005);
});

test('within a group random goes by how much is open, and to the other type when somebody had it all', async () => {
  const counts = { ...nothing, label_assistant_reply: 30, label_prompter_reply: 10 };
  const share = await shares(counts);
  expect(share('label_assistant_reply')).toBeCloseTo(3 / 4, 1);
  expect(share('label_prompter_reply')).toBeCloseTo(1 / 4, 1);
  expect((await shares(counts, ['label_assistant_reply']))('label_prompter_reply')).toBe(1);
  expect((await shares(counts, ['label_assistant_reply', 'label_prompter_reply']))('undefined')).toBe(0);
});

test('random gives nothing that is turned off, and asks for nothing of it', async () => {
  const everything = Object.fromEntries(Object.keys(nothing).map((type) => [type, 5])) as Record<
    keyof Counts,
    number
  >;
  const settings = { rankPrompterReplies: false, rankInitialPrompts: false, summaries: false };
  const off = turnedOff(settings);
  const random = seededRandom(5);
  const given = new Set<string | undefined>();
  for (let turn = 0; turn < 3_000; turn += 1) given.add(await drawn(everything, random, [], off));
  for (const type of off) expect(given).not.toContain(type);
  expect(given.size).toBe(taskTypes.length - off.size);
  expect(turnedOff({ rankPrompterReplies: true, rankInitialPrompts: true, summaries: true }).size).toBe(0);
});

test('shuffling keeps every item once and can give every order', () => {
  const random = seededRandom(3);
  const orders = new Set(Array.from({ length: 200 }, () => shuffle([1, 2, 3], random).join('')));
  expect([...orders].sort()).toEqual(['123', '132', '213', '231', '312', '321']);
});

test('the capacity for prompts is that of the reference', () => {
  expect(promptCapacity({ inReview: 0, waiting: 0, growing: 0 }, defaults)).toBe(110);
  expect(promptCapacity({ inReview: 100, waiting: 0, growing: 10 }, defaults)).toBe(0);
  expect(promptCapacity({ inReview: 0, waiting: 245, growing: 0 }, defaults)).toBe(5);
});

test('the score follows the formula', () => {
  expect(leaderScore({ ...noDeeds, prompts: 19, accepted_prompts: 9 }, points)).toBe(1);
  expect(
    leaderScore(
      { ...noDeeds, replies_assistant: 1, accepted_replies_assistant: 1, reply_ranked_1: 3 },
      points,
    ),
  ).toBe(35);
  expect(
    leaderScore(
      {
        ...noDeeds,
        labels_full: 2,
        labels_simple: 1,
        rankings_total: 1,
        reply_ranked_2: 1,
        reply_ranked_3: 1,
      },
      points,
    ),
  ).toBe(10);
});

test('levels begin where the reference’s do', () => {
  expect(levelThresholds.slice(0, 11)).toEqual([0, 4, 9, 16, 24, 32, 42, 53, 65, 79, 93]);
  expect([levelThresholds[49], levelThresholds[99]]).toEqual([1558, 6000]);
  expect([level(0), level(3), level(4), level(5_999), level(9_999)]).toEqual([1, 1, 2, 99, 100]);
});

test('a streak counts whole days and starts anew after 36 idle hours', () => {
  const begun = { days: 0, startedAt: 0 };
  expect(streakAfter(50 * HOUR, { ...begun, lastAt: 20 * HOUR }, defaults)).toEqual({
    days: 2,
    startedAt: 0,
  });
  expect(streakAfter(50 * HOUR, { ...begun, lastAt: 10 * HOUR }, defaults)).toEqual({
    days: 0,
    startedAt: 50 * HOUR,
  });
  expect(streakAfter(5, { days: null, startedAt: null, lastAt: null }, defaults)).toEqual({
    days: 0,
    startedAt: 5,
  });
});
