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

const groupNames = Object.keys(groups) as (keyof typeof groups)[]; // a closed object

const ENOUGH = 20;

/**
 * Draws the kind of a `random` task among those that have work; within a group, by how much each type has, counted as
 * far as 20 of each, because counting takes time. Counts only until a group with work is found: a group that turns out to have none is left out of the next draw,
 * which gives every other the chance it would have had without it.
 */
export async function drawType(
  countOf: (type: TaskType, most: number) => Promise<number>,
  weights: Settings['taskWeights'],
  random: Random,
): Promise<TaskType | undefined> {
  let names = groupNames;
  for (;;) {
    const drawn = draw(names, (name) => weights[name], random);
    if (drawn === undefined) return undefined;
    const counted: { type: TaskType; count: number }[] = [];
    const most = groups[drawn].length === 1 ? 1 : ENOUGH;
    for (const type of groups[drawn]) counted.push({ type, count: await countOf(type, most) });
    const open = counted.filter(({ count }) => count > 0);
    if (open.length > 0) return draw(open, ({ count }) => count, random)?.type;
    names = names.filter((name) => name !== drawn);
  }
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
