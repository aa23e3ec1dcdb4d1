import type { Emojis, LabelTallies } from '../../record.ts';
import type { GivenEmoji } from './emojis.ts';

type Tally = LabelTallies[string];

/** Means of both, each with the weight of how many people gave it. */
export function togetherLabels(brought: LabelTallies = {}, own: LabelTallies = {}): LabelTallies {
  const names = [...new Set([...Object.keys(brought), ...Object.keys(own)])].sort();
  return Object.fromEntries(names.map((name) => [name, mean(get(brought, name), get(own, name))]));
}

function mean(a: Tally | undefined, b: Tally | undefined): Tally {
  if (!a || !b) return a ?? b ?? { value: null, count: 0 };
  const count = a.count + b.count;
  const weighed = [a, b].filter(({ value }) => value !== null);
  const weight = weighed.reduce((sum, part) => sum + part.count, 0);
  if (weight === 0) return { value: a.value ?? b.value, count };
  return { value: weighed.reduce((sum, part) => sum + (part.value ?? 0) * part.count, 0) / weight, count };
}

/** The numbers of both. */
export function togetherEmojis(brought: Emojis = {}, given: readonly GivenEmoji[]): Emojis {
  const counts = new Map(Object.entries(brought));
  for (const { emoji } of given) counts.set(emoji, (counts.get(emoji) ?? 0) + 1);
  return Object.fromEntries(counts);
}

function get<T>(record: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}
