import { naming } from '../names.ts';
import type { Choice } from './choice.ts';
import { type FormatName, formats } from './formats.ts';
import { readOpinions } from './opinions/opinions.ts';
import { type Db, readTrees, type StoredTree } from './read.ts';
import { selectMessages } from './select.ts';
import type { ToWrite } from './to-record.ts';

/** How much has been written. */
export type Written = { trees: number; messages: number; lines: number };

export type Wish = { format: FormatName; choice: Choice; salt: string | undefined };

/**
 * The chosen part of a collection as JSON Lines, in chunks of whole lines; the next is made when it is asked for, so
 * that memory does not grow with the collection. `note` is told after each chunk what has been given so far.
 */
export async function* exportLines(
  db: Db,
  { format, choice, salt }: Wish,
  note: (written: Written) => void,
): AsyncGenerator<string> {
  const names = naming(salt);
  const written = { trees: 0, messages: 0, lines: 0 };
  for await (const page of readTrees(db, choice)) {
    const trees = page
      .map((tree) => ({ tree, chosen: selectMessages(tree.messages, choice) }))
      .filter(({ chosen }) => chosen.length > 0);
    if (trees.length === 0) continue;
    const opinionsOn = await readOpinions(
      db,
      trees.map(({ tree }) => tree.id),
      choice,
    );
    const lines = trees.flatMap(({ tree, chosen }) => {
      const toWrite = withParents(tree, chosen).map((message) => ({
        ...message,
        opinions: opinionsOn(message.message.id),
      }));
      const objects = formats[format](toWrite, tree, names);
      if (objects.length > 0) {
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
