const form = new Intl.NumberFormat('en');

/** A number of things in words: `1 tree`, `12,345 trees`. */
export function count(number: number, thing: string, things = `${thing}s`): string {
  return `${form.format(number)} ${number === 1 ? thing : things}`;
}

/** Adds one, or so many, to one of the counts. */
export function addTo<Key>(counts: Map<Key, number>, key: Key, more = 1): void {
  counts.set(key, (counts.get(key) ?? 0) + more);
}

/** The sum of some numbers; 0 of none. */
export function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
