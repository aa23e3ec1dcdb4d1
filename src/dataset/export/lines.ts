import type { Db } from '../../backend/db.ts';
import { jsonLine } from '../json-line.ts';
import { type Naming, naming } from '../names.ts';
import type { Account } from './account.ts';
import type { ExportFilter } from './choice.ts';
import { type FormatName, treeFormats } from './formats.ts';
import { addTo, noteMessages } from './left-out.ts';
import type { ToWrite } from './message-columns.ts';
import { type Opinions, readOpinions, type Wanted } from './opinions/opinions.ts';
import { countOtherTrees } from './others/trees.ts';
import type { PairOptions } from './pairs.ts';
import { createPeople } from './people.ts';
import type { PairMode } from './preference.ts';
import { readTrees, type StoredTree } from './read.ts';
import { selectMessages } from './select.ts';
import { summaryLines } from './summaries.ts';
import { withoutWithdrawn } from './without-withdrawn.ts';

export type ExportRequest = {
  format: FormatName;
  choice: ExportFilter;
  /** Which pairs are made, where pairs are. */
  pairs: PairMode;
  salt: string | undefined;
};

/**
 * The chosen part of a collection as JSON Lines, in chunks of whole lines; the next is made when it is asked for. Memory
 * grows with the ids of the chosen trees and with the people, not with what was written.
 */
export async function* exportLines(db: Db, wish: ExportRequest, account: Account): AsyncGenerator<string> {
  const { format, choice, salt } = wish;
  const names = naming(salt);
  const people = createPeople(db);
  if (format === 'summaries') return yield* summaryLines(db, { choice, names, people }, account);
  const { note, leftOut } = account;
  const written = { trees: 0, messages: 0, lines: 0 };
  const make = maker(format, names, { mode: wish.pairs, leave: (reason) => addTo(leftOut.pairs, reason) });
  await countOtherTrees(db, choice, leftOut);
  for await (const page of readTrees(db, choice, people)) {
    for (const { messages } of page) noteMessages(leftOut, messages, choice);
    const trees = page.filter((tree) => selectMessages(tree.messages, choice).length > 0);
    if (trees.length === 0) continue;
    const opinionsOn = await readOpinions(db, trees, wantedFor(format, choice), people);
    const lines = trees.flatMap((tree) => {
      const { objects, messages } = make(tree, choice, opinionsOn);
      if (objects.length === 0) addTo(leftOut.counts, 'unranked');
      else {
        written.trees += 1;
        written.messages += messages;
      }
      return objects.map(jsonLine);
    });
    written.lines += lines.length;
    note({ ...written });
    if (lines.length > 0) yield lines.join('');
  }
}

/** Pairs are made of ballots alone; labels are the only other thing they can have. */
function wantedFor(format: FormatName, { labels, emojis, events }: ExportFilter): Wanted {
  return format === 'pairs'
    ? { labels, emojis: false, events: false, ballots: true }
    : { labels, emojis, events, ballots: false };
}

function maker(format: Exclude<FormatName, 'summaries'>, names: Naming, pairs: PairOptions) {
  return (stored: StoredTree, choice: ExportFilter, opinionsOn: (id: string) => Opinions) => {
    const tree = withoutWithdrawn(stored, opinionsOn);
    const chosen = selectMessages(tree.messages, choice);
    const toWrite = withParents(tree, chosen).map((message) => ({
      ...message,
      opinions: opinionsOn(message.message.id),
    }));
    return { objects: treeFormats[format](toWrite, tree, names, pairs), messages: chosen.length };
  };
}

function withParents(tree: StoredTree, chosen: StoredTree['messages']): Omit<ToWrite, 'opinions'>[] {
  const names = new Map(tree.messages.map(({ id, name }) => [id, name]));
  return chosen.map((message) => ({ message, parentName: message.parentId && names.get(message.parentId) }));
}
