/**
 * Divides a whole number by weights into whole numbers that add up to it, each at least `least`: what is left after
 * rounding down goes to the largest remainders (Hamilton's method). `total` must be enough for `least` of each.
 */
export function apportion(
  total: number,
  weights: ReadonlyMap<string, number>,
  least = 0,
): Map<string, number> {
  const spare = total - least * weights.size;
  const sum = [...weights.values()].reduce((all, weight) => all + weight, 0);
  const exact = [...weights].map(([name, weight]) => ({ name, share: (spare * weight) / sum }));
  const whole = new Map(exact.map(({ name, share }) => [name, least + Math.floor(share)]));
  const missing = total - [...whole.values()].reduce((all, part) => all + part, 0);
  const byRemainder = exact.toSorted((a, b) => (b.share % 1) - (a.share % 1));
  for (const { name } of byRemainder.slice(0, missing)) whole.set(name, (whole.get(name) ?? 0) + 1);
  return whole;
}
