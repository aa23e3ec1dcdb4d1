/** A fraction from 0 up to, but not including, 1. */
export type Random = () => number;

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
