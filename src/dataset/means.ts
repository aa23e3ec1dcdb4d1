import type { LabelTallies } from './record.ts';

/** The mean of every label and how many gave it, summed up in the order that is given, so that the last digit is always the same. */
export function meansOf(given: readonly Readonly<Record<string, number>>[]): LabelTallies {
  const sums = new Map<string, { sum: number; count: number }>();
  for (const labels of given)
    for (const [label, value] of Object.entries(labels)) {
      const { sum, count } = sums.get(label) ?? { sum: 0, count: 0 };
      sums.set(label, { sum: sum + value, count: count + 1 });
    }
  return Object.fromEntries(
    sums.entries().map(([label, { sum, count }]) => [label, { value: sum / count, count }]),
  );
}
