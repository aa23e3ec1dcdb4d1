/** Things that were judged alike: so many `units`, each of which people gave these `values`, in ascending order. */
export type Pattern = { values: readonly number[]; units: number };

/** What people gave to things, as it adds up; memory grows with the patterns that there are, not with the things. */
export type Judged = { add(values: readonly number[]): void; patterns(): Pattern[] };

/** Nothing is judged yet. A thing to which nobody gave a value is left out. */
export function createJudged(): Judged {
  const found = new Map<string, { values: readonly number[]; units: number }>();
  return {
    add(values) {
      if (values.length === 0) return;
      const sorted = values.toSorted((a, b) => a - b);
      const key = sorted.join();
      const pattern = found.get(key);
      if (pattern) pattern.units += 1;
      else found.set(key, { values: sorted, units: 1 });
    },
    /** In an order that does not depend on that of the things. */
    patterns: () => [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, pattern]) => pattern),
  };
}

/** How often each value was given. */
export function tallyOf(patterns: readonly Pattern[]): Map<number, number> {
  const tally = new Map<number, number>();
  for (const { values, units } of patterns)
    for (const value of values) tally.set(value, (tally.get(value) ?? 0) + units);
  return new Map([...tally].sort(([a], [b]) => a - b));
}
