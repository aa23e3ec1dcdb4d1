/** Somebody's order of some candidates, best first, each once. */
export type Order = readonly number[];

/**
 * Of how many pairs two orders both speak, and how many of these they put the other way round: the distance of the orders,
 * by Kemeny, "Mathematics without numbers", Daedalus 88 (1959), where there are no ties.
 */
export type Comparison = { pairs: number; turned: number };

/** Compares two orders over the candidates that both have. */
export function compareOrders(one: Order, other: Order): Comparison {
  const places = new Map(other.map((candidate, place) => [candidate, place]));
  const common = one.flatMap((candidate) => places.get(candidate) ?? []);
  let turned = 0;
  for (const [index, place] of common.entries())
    for (const later of common.slice(index + 1)) if (later < place) turned += 1;
  return { pairs: (common.length * (common.length - 1)) / 2, turned };
}

/**
 * Kendall's τ of two orders without ties: 1 for the same order, −1 for the opposite, 0 on average for chance. Kendall, "A
 * new measure of rank correlation", Biometrika 30 (1938). NaN where they have fewer than two candidates in common.
 */
export function kendallTau({ pairs, turned }: Comparison): number {
  return pairs === 0 ? Number.NaN : 1 - (2 * turned) / pairs;
}
