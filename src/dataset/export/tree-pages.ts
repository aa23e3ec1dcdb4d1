import { barTrees } from './bars/bar-trees.ts';
import type { ExportFilter } from './choice.ts';
import { type LeftOut, noteMessages } from './left-out.ts';
import { countOtherTrees } from './others/trees.ts';
import { readTrees, type StoredTree } from './read.ts';
import type { Reading } from './reading.ts';

/** Where it reads, what of the collection, and who is told of what is left out. */
export type TreeSource = Reading & { choice: ExportFilter; leftOut: LeftOut };

/**
 * The chosen trees, a page at a time, with all of their messages: what filters keep out is marked, and everything that is
 * left out is counted. A page may be empty.
 */
export async function* treePages(source: TreeSource): AsyncGenerator<readonly StoredTree[]> {
  const { db, choice, people, leftOut } = source;
  await countOtherTrees(db, choice, leftOut);
  for await (const stored of readTrees(source, choice)) {
    const page = await barTrees(db, stored, choice.filters, people);
    for (const { messages } of page) noteMessages(leftOut, messages, choice);
    yield page;
  }
}
