/** Things that are alike when they share a mark, and when others are that are like both. */
export type Likes = { add(marks: readonly number[]): void; groups(): number };

/** Nothing yet. A disjoint-set forest: Galler and Fischer, "An improved equivalence algorithm", CACM 7 (1964). */
export function createLikes(): Likes {
  const above: number[] = [];
  const first = new Map<number, number>();
  let groups = 0;
  return {
    add(marks) {
      const own = above.length;
      above.push(own);
      groups += 1;
      for (const mark of marks) {
        const other = first.get(mark);
        if (other === undefined) first.set(mark, own);
        else join(own, other);
      }
    },
    groups: () => groups,
  };

  function join(one: number, other: number) {
    const [a, b] = [top(one), top(other)];
    if (a === b) return;
    above[a] = b;
    groups -= 1;
  }

  function top(thing: number): number {
    let at = thing;
    for (let next = above[at] ?? at; next !== at; next = above[at] ?? at) {
      above[at] = above[next] ?? next; // halves the way for the next time
      at = next;
    }
    return at;
  }
}
