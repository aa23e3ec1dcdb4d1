import type { Game } from '../export/strengths/bradley-terry.ts';

/**
 * Whether each competitor has beaten each other, if only by way of third ones; a tie is a win for both. Only then are all
 * strengths finite without a prior: Ford, "Solution of a ranking problem from binary comparisons", American Mathematical
 * Monthly 64 (1957).
 */
export function isLinked(size: number, games: readonly Game[]): boolean {
  const beaten = games.flatMap(({ first, second, score }) => [
    ...(score > 0 ? [[first, second] as const] : []),
    ...(score < 1 ? [[second, first] as const] : []),
  ]);
  const beats = neighbors(beaten);
  const loses = neighbors(beaten.map(([winner, loser]) => [loser, winner] as const));
  return reached(0, beats).size === size && reached(0, loses).size === size;
}

/** The competitors in groups that have games with each other, if only by way of third ones. */
export function groupsOf(size: number, games: readonly Game[]): number[][] {
  const met = neighbors(
    games.flatMap(({ first, second }) => [[first, second] as const, [second, first] as const]),
  );
  const groups: number[][] = [];
  const grouped = new Set<number>();
  for (let one = 0; one < size; one += 1) {
    if (grouped.has(one)) continue;
    const group = reached(one, met);
    for (const other of group) grouped.add(other);
    groups.push([...group].sort((a, b) => a - b));
  }
  return groups;
}

function neighbors(pairs: readonly (readonly [number, number])[]): ReadonlyMap<number, Set<number>> {
  const found = new Map<number, Set<number>>();
  for (const [from, to] of pairs) found.set(from, (found.get(from) ?? new Set()).add(to));
  return found;
}

function reached(from: number, next: ReadonlyMap<number, ReadonlySet<number>>): Set<number> {
  const seen = new Set([from]);
  const open = [from];
  for (let at = open.pop(); at !== undefined; at = open.pop())
    for (const other of next.get(at) ?? [])
      if (!seen.has(other)) {
        seen.add(other);
        open.push(other);
      }
  return seen;
}
