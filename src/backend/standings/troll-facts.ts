import { z } from 'zod';
import type { Settings } from '../settings/settings.ts';

const count = z.int().min(0).default(0);
const mean = z.number().nullable().default(null);

/** What others hold against somebody: flags and thumbs, and the labels of messages that have any emoji. */
export const TrollFacts = z.object({
  red_flags: count,
  upvotes: count,
  downvotes: count,
  spam_prompts: count,
  spam: count,
  lang_mismach: count,
  not_appropriate: count,
  pii: count,
  hate_speech: count,
  sexual_content: count,
  political_content: count,
  quality: mean,
  humor: mean,
  toxicity: mean,
  violence: mean,
  helpfulness: mean,
});
export type TrollFacts = z.infer<typeof TrollFacts>;

// the protocol's own spelling of the second
const sums = {
  spam: 'spam',
  lang_mismatch: 'lang_mismach',
  not_appropriate: 'not_appropriate',
  pii: 'pii',
  hate_speech: 'hate_speech',
  sexual_content: 'sexual_content',
  political_content: 'political_content',
} as const;
const means = ['quality', 'humor', 'toxicity', 'violence', 'helpfulness'] as const;
const counted = { red_flag: 'red_flags', '+1': 'upvotes', '-1': 'downvotes' } as const;

/** The score of the trollboard, by the reference backend's formula; the spam label and the means do not count. */
export function trollScore(facts: TrollFacts, points: Settings['trollPoints']): number {
  const names = Object.keys(points) as (keyof typeof points)[]; // a closed object
  return Math.round(names.reduce((sum, name) => sum + points[name] * facts[name], 0));
}

/** Adds up what is held against people; each emoji, prompt and set of labels is to be told once. */
export type TrollTally = {
  /** Everybody with something against them. */
  users(): string[];
  factsOf(userId: string): TrollFacts;
  /** An emoji on a message of theirs. */
  emoji(userId: string, emoji: string): void;
  /** A prompt of theirs whose tree was aborted. */
  aborted(userId: string): void;
  /** What a message of theirs, with any emoji, was labelled with, from 0 to 1. */
  labels(userId: string, labels: Readonly<Record<string, number>>): void;
};

type Held = Record<Counter, number> & { labels: Map<string, { sum: number; count: number }> };
type Counter = (typeof counted)[keyof typeof counted] | 'spam_prompts';

/** A tally with nothing in it. */
export function createTrollTally(): TrollTally {
  const all = new Map<string, Held>();
  const heldAgainst = (userId: string) => {
    const held = all.get(userId) ?? { ...nothing, labels: new Map() };
    all.set(userId, held);
    return held;
  };
  return {
    users: () => [...all.keys()],
    factsOf: (userId) => factsOf(all.get(userId) ?? { ...nothing, labels: new Map() }),
    emoji(userId, emoji) {
      if (Object.hasOwn(counted, emoji)) heldAgainst(userId)[counted[emoji as keyof typeof counted]] += 1;
    },
    aborted(userId) {
      heldAgainst(userId).spam_prompts += 1;
    },
    labels(userId, labels) {
      const { labels: totals } = heldAgainst(userId);
      for (const [label, value] of Object.entries(labels)) {
        const { sum, count: times } = totals.get(label) ?? { sum: 0, count: 0 };
        totals.set(label, { sum: sum + value, count: times + 1 });
      }
    },
  };
}

const nothing: Record<Counter, number> = { red_flags: 0, upvotes: 0, downvotes: 0, spam_prompts: 0 };

function factsOf({ labels, ...counters }: Held): TrollFacts {
  const facts: TrollFacts = { ...TrollFacts.parse({}), ...counters };
  for (const label of Object.keys(sums) as (keyof typeof sums)[]) // a closed object
    facts[sums[label]] = Math.round(labels.get(label)?.sum ?? 0);
  for (const label of means) {
    const total = labels.get(label);
    facts[label] = total ? total.sum / total.count : null;
  }
  return facts;
}
