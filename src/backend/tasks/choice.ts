import type { TaskType } from '../../oasst/protocol.ts';
import { draw, type Random } from '../random.ts';
import type { Settings } from '../settings/settings.ts';

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

/** The types that are never drawn by these weights. */
export function typesWithout(weights: Settings['taskWeights']): TaskType[] {
  return groupNames.filter((name) => weights[name] === 0).flatMap((name) => groups[name]);
}

/** What a `random` task is found with. */
export type Finding<Found> = {
  /** Looks for a task of this type; undefined when there is none. */
  find: (type: TaskType) => Promise<Found | undefined>;
  /** How much of a type is open to everybody. Asked only where a group has several types. */
  countOf: (type: TaskType) => Promise<number>;
};

/**
 * Finds a `random` task: draws a group by weight, and within it a type by how much is open. A group that turns out to
 * have nothing is left out of the next draw, which gives every other the chance it would have had without it.
 */
export async function drawTask<Found>(
  { find, countOf }: Finding<Found>,
  { weights, off }: { weights: Settings['taskWeights']; off: ReadonlySet<TaskType> },
  random: Random,
): Promise<{ type: TaskType; found: Found } | undefined> {
  let names = groupNames.filter((name) => groups[name].some((type) => !off.has(type)));
  for (;;) {
    const drawn = draw(names, (name) => weights[name], random);
    if (drawn === undefined) return undefined;
    const types = groups[drawn].filter((type) => !off.has(type));
    for (const type of await inTurn(types, countOf, random)) {
      const found = await find(type);
      if (found !== undefined) return { type, found };
    }
    names = names.filter((name) => name !== drawn);
  }
}

/** The types of a group that have something open, one by chance before the others. */
async function inTurn(
  types: readonly TaskType[],
  countOf: (type: TaskType) => Promise<number>,
  random: Random,
): Promise<TaskType[]> {
  if (types.length === 1) return [...types];
  const counted: { type: TaskType; count: number }[] = [];
  for (const type of types) counted.push({ type, count: await countOf(type) });
  const open = counted.filter(({ count }) => count > 0);
  const first = draw(open, ({ count }) => count, random);
  return [...(first ? [first] : []), ...open.filter((other) => other !== first)].map(({ type }) => type);
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
