import { type Random, shuffle } from '../random.ts';
import { textKey } from '../trees/text-key.ts';

/**
 * Candidates of which no two say the same, the oldest of each, and the others by whom they are like: somebody who sees
 * the same text twice cannot say which is better.
 */
export function withoutTwins<Candidate extends { id: string; text: string }>(
  candidates: readonly Candidate[],
): { shown: Candidate[]; twins: Record<string, string> } {
  const groups = [...Map.groupBy(candidates, ({ text }) => textKey(text)).values()];
  return {
    shown: groups.flatMap(([first]) => first ?? []),
    twins: Object.fromEntries(
      groups.flatMap(([first, ...others]) => others.map(({ id }) => [id, first?.id ?? id])),
    ),
  };
}

/**
 * Which candidates somebody is asked about where they are more than one can compare: those that were ranked least, and
 * among them one of every set that nobody has compared with the others yet, so that in the end all can be put in one
 * order. `orders` are the rankings there are; candidates come in any order.
 */
export function someCandidates<Candidate extends { id: string; ranking_count: number }>(
  candidates: readonly Candidate[],
  orders: readonly (readonly string[])[],
  most: number,
  random: Random,
): Candidate[] {
  const leastFirst = shuffle(candidates, random).sort((a, b) => a.ranking_count - b.ranking_count);
  const sets = comparedSets(leastFirst, orders).sort((a, b) => b.length - a.length);
  const links = sets.length === 1 ? [] : sets.flatMap(([first]) => first ?? []); // that of the largest set first
  return [...new Set([...links, ...leastFirst])].slice(0, most);
}

/** The candidates in sets: within each, everybody is compared with everybody, directly or through others. */
function comparedSets<Candidate extends { id: string }>(
  candidates: readonly Candidate[],
  orders: readonly (readonly string[])[],
): Candidate[][] {
  const setOf = new Map(candidates.map(({ id }) => [id, id]));
  for (const order of orders) {
    const [first, ...others] = order.flatMap((id) => setOf.get(id) ?? []);
    if (first === undefined) continue;
    const joined = new Set(others);
    for (const [id, set] of setOf) if (joined.has(set)) setOf.set(id, first);
  }
  return [...Map.groupBy(candidates, ({ id }) => setOf.get(id)).values()];
}
