import type { Db } from '../../backend/db.ts';
import { naming } from '../names.ts';
import type { Account } from './account.ts';
import type { ExportFilter } from './choice.ts';
import { type FormatName, treeFormats } from './formats.ts';
import { addTo, noteMessages } from './left-out.ts';
import { readOpinions } from './opinions/opinions.ts';
import { countOtherStates } from './other-states.ts';
import { readTrees, type StoredTree } from './read.ts';
import { selectMessages } from './select.ts';
import { summaryLines } from './summaries.ts';
import type { ToWrite } from './to-record.ts';

/** What pairs are made of. */
const preferences = { labels: false, emojis: false, events: 'rankings' } as const;

export type ExportRequest = { format: FormatName; choice: ExportFilter; salt: string | undefined };

/**
 * The chosen part of a collection as JSON Lines, in chunks of whole lines; the next is made when it is asked for, so
 * that memory does not grow with the collection.
 */
export async function* exportLines(db: Db, wish: ExportRequest, account: Account): AsyncGenerator<string> {
  const { format, choice, salt } = wish;
  const names = naming(salt);
  if (format === 'summaries') return yield* summaryLines(db, { choice, names }, account);
  const { note, leftOut } = account;
  const written = { trees: 0, messages: 0, lines: 0 };
  await countOtherStates(db, choice, leftOut);
  for await (const page of readTrees(db, choice)) {
    for (const { messages } of page) noteMessages(leftOut, messages, choice);
    const trees = page
      .map((tree) => ({ tree, chosen: selectMessages(tree.messages, choice) }))
      .filter(({ chosen }) => chosen.length > 0);
    if (trees.length === 0) continue;
    const opinionsOn = await readOpinions(
      db,
      trees.map(({ tree }) => tree.id),
      format === 'pairs' ? preferences : { ...choice, events: choice.events ? 'all' : 'none' },
    );
    const lines = trees.flatMap(({ tree, chosen }) => {
      const toWrite = withParents(tree, chosen).map((message) => ({
        ...message,
        opinions: opinionsOn(message.message.id),
      }));
      const objects = treeFormats[format](toWrite, tree, names);
      if (objects.length === 0) addTo(leftOut.counts, 'unranked');
      else {
        written.trees += 1;
        written.messages += chosen.length;
      }
      return objects.map((object) => `${JSON.stringify(object)}\n`);
    });
    written.lines += lines.length;
    note({ ...written });
    if (lines.length > 0) yield lines.join('');
  }
}

function withParents(tree: StoredTree, chosen: StoredTree['messages']): Omit<ToWrite, 'opinions'>[] {
  const names = new Map(tree.messages.map(({ id, name }) => [id, name]));
  return chosen.map((message) => ({ message, parentName: message.parentId && names.get(message.parentId) }));
}
