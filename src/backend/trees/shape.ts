/** What the shape of a tree depends on. */
type Row = { id: string; parent_id: string | null; depth: number };

/** A message and all below it, each after its parent. */
export function branchOf<T extends Row>(id: string, rows: readonly T[]): T[] {
  const inBranch = new Set([id]);
  return [...rows]
    .sort((a, b) => a.depth - b.depth)
    .filter((row) => {
      const belongs = row.id === id || (row.parent_id !== null && inBranch.has(row.parent_id));
      if (belongs) inBranch.add(row.id);
      return belongs;
    });
}

/** The way from the root to the deepest message; among equally deep ones, the first in the list. */
export function longestPath<T extends Row>(rows: readonly T[]): T[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  const path: T[] = [];
  let row = rows.reduce<T | undefined>(
    (best, next) => (best && best.depth >= next.depth ? best : next),
    undefined,
  );
  for (; row; row = row.parent_id === null ? undefined : byId.get(row.parent_id)) path.unshift(row);
  return path;
}

/** The message with the most replies, the first in the list among equals; undefined where nothing has a reply. */
export function fullestParent<T extends Row>(rows: readonly T[]): T | undefined {
  const replies = (id: string) => rows.filter((row) => row.parent_id === id).length;
  const best = rows.reduce<{ row: T; count: number } | undefined>((found, row) => {
    const count = replies(row.id);
    return count > (found?.count ?? 0) ? { row, count } : found;
  }, undefined);
  return best?.row;
}
