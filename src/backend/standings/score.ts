/** What somebody did in a span of time. `reply_ranked_k` counts the single rankings that put a reply at place k. */
export type Deeds = {
  prompts: number;
  replies_assistant: number;
  replies_prompter: number;
  labels_simple: number;
  labels_full: number;
  rankings_total: number;
  rankings_good: number;
  accepted_prompts: number;
  accepted_replies_assistant: number;
  accepted_replies_prompter: number;
  reply_ranked_1: number;
  reply_ranked_2: number;
  reply_ranked_3: number;
};

/** Nothing done yet. */
export const noDeeds: Deeds = {
  prompts: 0,
  replies_assistant: 0,
  replies_prompter: 0,
  labels_simple: 0,
  labels_full: 0,
  rankings_total: 0,
  rankings_good: 0,
  accepted_prompts: 0,
  accepted_replies_assistant: 0,
  accepted_replies_prompter: 0,
  reply_ranked_1: 0,
  reply_ranked_2: 0,
  reply_ranked_3: 0,
};

/** The points of the leaderboard: what each kind of deed is worth, rounded down kind by kind. */
export function leaderScore(deeds: Deeds, points: Readonly<Record<keyof Deeds, number>>): number {
  const kinds = Object.keys(noDeeds) as (keyof Deeds)[]; // a closed object
  return kinds.reduce((sum, kind) => sum + pointsFor(deeds[kind], points[kind]), 0);
}

/** What so many deeds of one kind are worth. */
export function pointsFor(count: number, each: number): number {
  return Math.floor(each * count + ROUNDING);
}

const ROUNDING = 1e-9; // so that 0.1 · 30 is 3
const LEVELS = 99;

/** The score at which each level begins, level 1 (0 points) first: T_k = round(Σ (1.1521·i + 3)), i from 1 to k. */
export const levelThresholds: readonly number[] = Array.from({ length: LEVELS + 1 }, (_, k) =>
  Math.round((1.1521 * k * (k + 1)) / 2 + 3 * k),
);

/** The level of a score: 1 with no points, 100 at 6,000. */
export function level(score: number): number {
  return levelThresholds.filter((threshold) => threshold <= score).length;
}
