/**
 * Which shards each of at most `processes` processes runs, of `count` in all: as many each as can be, those of one process
 * apart from each other, so that Discord lets those begin at once that may.
 */
export function shardShares(count: number, processes: number): number[][] {
  const shares = Math.min(count, processes);
  return Array.from({ length: shares }, (_, index) =>
    Array.from({ length: Math.ceil((count - index) / shares) }, (_, turn) => index + turn * shares),
  );
}
