/** How often each number occurs. */
export type Tally = ReadonlyMap<number, number>;

/** How many there are. */
export function sizeOf(tally: Tally): number {
  return tally.values().reduce((sum, count) => sum + count, 0);
}

/** The mean; NaN of nothing. */
export function meanOf(tally: Tally): number {
  const sum = tally.entries().reduce((total, [value, count]) => total + value * count, 0);
  return sum / sizeOf(tally);
}

/**
 * The quantiles at some levels from 0 to 1, in ascending order of the levels: definition 7 of Hyndman and Fan, "Sample
 * quantiles in statistical packages", The American Statistician 50 (1996), which R and NumPy use. NaN of nothing.
 */
export function quantilesOf(tally: Tally, levels: readonly number[]): number[] {
  const sorted = [...tally].sort(([a], [b]) => a - b);
  const last = sizeOf(tally) - 1;
  return levels.map((level) => {
    const place = last * level;
    const below = at(sorted, Math.floor(place));
    return below + (place - Math.floor(place)) * (at(sorted, Math.ceil(place)) - below);
  });
}

/** The number at a place of the sorted sample, counted from 0. */
function at(sorted: readonly (readonly [value: number, count: number])[], place: number): number {
  let end = 0;
  for (const [value, count] of sorted) {
    end += count;
    if (place < end) return value;
  }
  return Number.NaN;
}
