import type { Db } from '../../backend/db.ts';
import { barTrees } from './bars/bar-trees.ts';
import type { ExportFilter } from './choice.ts';
import { type LeftOut, noteMessages } from './left-out.ts';
import { countOtherTrees } from './others/trees.ts';
import type { People } from './people.ts';
import { readTrees, type StoredTree } from './read.ts';

/** Of which collection, what of it, and who is told of what is left out. */
export type TreeSource = { db: Db; choice: ExportFilter; people: People; leftOut: LeftOut };

/**
 * The chosen trees, a page at a time, with all of their messages: what filters keep out is marked, and everything that is
 * left out is counted.
 */
export async function* treePages({
  db,
  choice,
  people,
  leftOut,
}: TreeSource): AsyncGenerator<readonly StoredTree[]> {
  await countOtherTrees(db, choice, leftOut);
  for await (const stored of readTrees(db, choice, people)) {
    const page = await barTrees(db, stored, choice.filters, people);
    for (const { messages } of page) noteMessages(leftOut, messages, choice);
    yield page;
  }
}
