import { openScratch } from '../../store/scratch.ts';

/** Texts that are the same when they share their key, and alike when they share a mark, and when others are that are like both. */
export type Likes = {
  add(key: number, marks: readonly number[]): void;
  /** How many say again what an earlier one says, and how many what an earlier one says nearly or exactly. */
  again(): { same: number; alike: number };
  close(): void;
};

/**
 * Nothing yet. Keys and marks, whole numbers that are no text's by chance, wait in a file of their own, since there are several
 * for each text; memory grows with the texts that are alike only.
 */
export function createLikes(): Likes {
  const db = openScratch();
  db.exec('begin; create table mark (mark integer, text integer, is_key integer)');
  const insert = db.prepare('insert into mark values (?, ?, ?)');
  let texts = 0;
  return {
    add(key, marks) {
      insert.run(key, texts, 1);
      for (const mark of marks) insert.run(mark, texts, 0);
      texts += 1;
    },
    again() {
      const shared = db.prepare(`
        select text, earlier, is_key from
          (select text, is_key, lag(text) over (partition by is_key, mark order by text) as earlier from mark)
        where earlier is not null and earlier <> text
      `);
      const forest = createForest();
      let same = 0;
      for (const { text, earlier, is_key } of shared.iterate()) {
        if (is_key === 1) same += 1;
        forest.join(Number(text), Number(earlier));
      }
      return { same, alike: forest.joined() };
    },
    close: () => db.close(),
  };
}

/** A disjoint-set forest of things that were joined: Galler and Fischer, "An improved equivalence algorithm", CACM 7 (1964). */
function createForest() {
  const above = new Map<number, number>();
  return {
    joined: () => above.size, // each stands below another but one of each group
    join(one: number, other: number) {
      const [a, b] = [top(one), top(other)];
      if (a !== b) above.set(a, b);
    },
  };

  function top(thing: number): number {
    let at = thing;
    for (let next = above.get(at); next !== undefined; next = above.get(at)) {
      const beyond = above.get(next);
      if (beyond === undefined) return next;
      above.set(at, beyond); // halves the way for the next time
      at = beyond;
    }
    return at;
  }
}
