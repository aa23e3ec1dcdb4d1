import type { TaskType } from '../../oasst/protocol.ts';
import type { Settings } from '../settings.ts';

/** A fraction from 0 up to, but not including, 1. */
export type Random = () => number;

/** How many tasks of each type somebody could be given. */
export type Counts = Readonly<Record<TaskType, number>>;

const groups: Readonly<Record<keyof Settings['taskWeights'], readonly TaskType[]>> = {
  ranking: ['rank_assistant_replies', 'rank_prompter_replies'],
  labelReply: ['label_assistant_reply', 'label_prompter_reply'],
  labelPrompt: ['label_initial_prompt'],
  reply: ['assistant_reply', 'prompter_reply'],
  prompt: ['initial_prompt'],
  rankPrompts: ['rank_initial_prompts'],
  summarize: ['summarize_story'],
  rate: ['rate_summary'],
};

/** Draws the kind of a `random` task among those that have work; within a group, by how much each type has. */
export function drawType(
  counts: Counts,
  weights: Settings['taskWeights'],
  random: Random,
): TaskType | undefined {
  const names = Object.keys(groups) as (keyof typeof groups)[]; // a closed object
  const open = names
    .map((name) => ({ weight: weights[name], types: groups[name].filter((type) => counts[type] > 0) }))
    .filter(({ types }) => types.length > 0);
  const group = draw(open, ({ weight }) => weight, random);
  return group && draw(group.types, (type) => counts[type], random);
}

/** Draws one item with a chance in proportion to its weight; undefined from an empty list. */
export function draw<T>(items: readonly T[], weight: (item: T) => number, random: Random): T | undefined {
  let point = random() * items.reduce((sum, item) => sum + weight(item), 0);
  for (const item of items) {
    point -= weight(item);
    if (point < 0) return item;
  }
  return items.at(-1); // rounding
}

/** The items in random order (Fisher–Yates). */
export function shuffle<T>(items: readonly T[], random: Random): T[] {
  const rest = [...items];
  const result: T[] = [];
  while (rest.length > 0) result.push(...rest.splice(Math.floor(random() * rest.length), 1));
  return result;
}

/** How many new prompts a language can take: free places in review and in growth, and in the lottery. */
export function promptCapacity(
  trees: { inReview: number; waiting: number; growing: number },
  most: { maxActiveTrees: number; maxPromptsInReview: number; maxPromptsWaiting: number },
): number {
  const missing = Math.max(0, most.maxActiveTrees - trees.growing);
  const reviewable = Math.max(0, most.maxPromptsInReview - trees.inReview);
  return Math.max(0, Math.min(missing + reviewable, most.maxPromptsWaiting - trees.waiting));
}

/** How many sets of up to `size` items there are to compare; a rest of one is none. */
export function setsOf(count: number, size: number): number {
  return Math.floor(count / size) + (count % size >= 2 ? 1 : 0);
}
