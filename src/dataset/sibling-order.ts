/** What the order of siblings depends on. */
export type Sibling = {
  id: string;
  text: string;
  rank: number | undefined;
  /** Where it stood in the file that it came from, if the file's order was another than that of the dates. */
  position: number | undefined;
  /** Epoch milliseconds. */
  createdAt: number;
};

const LAST = Number.MAX_SAFE_INTEGER;

/**
 * By rank, then as they stood in their file, then by age. The text comes before the id, because a salted export of the
 * same messages has other ids.
 */
export function bySiblingOrder(a: Sibling, b: Sibling): number {
  return (
    (a.rank ?? LAST) - (b.rank ?? LAST) ||
    (a.position ?? LAST) - (b.position ?? LAST) ||
    a.createdAt - b.createdAt ||
    compare(a.text, b.text) ||
    compare(a.id, b.id)
  );
}

function compare(a: string, b: string) {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
