import { addTo } from '../../counting.ts';
import type { Naming } from '../../names.ts';
import type { Reason } from '../left-out.ts';
import type { ToWrite } from '../message-columns.ts';
import { type Opinions, readOpinions, type Wanted } from '../opinions/opinions.ts';
import type { StoredTree } from '../read.ts';
import type { Reading } from '../reading.ts';
import { selectMessages } from '../select.ts';
import { treePages } from '../tree-pages.ts';
import { withoutWithdrawn } from '../without-withdrawn.ts';
import { type Batch, type Context, type Format, ofTrees } from './format.ts';

/** The chosen messages of a tree, depth first, the prompt before all. */
export type ChosenTree = { tree: StoredTree; messages: readonly ToWrite[] };

/** Makes the lines of one tree, as they are asked for where there may be many more of them than messages. */
export type RowsOf = (chosen: ChosenTree) => Iterable<object>;

/** What of the trees a format takes, and what it makes of them. */
export type TreeMaker = {
  wanted: Wanted;
  /** Counted for a tree of which no line can be made. */
  none: Reason;
  /** Looks up what a page of trees needs besides, once for all of them. */
  page(trees: readonly ChosenTree[]): Promise<RowsOf> | RowsOf;
};

/** A format that leaves nothing of a tree out: all that is chosen of it, and what people think of that. */
export function wholeTrees({
  rows,
  ...about
}: Pick<Format, 'line' | 'says' | 'asJson'> & { rows(chosen: ChosenTree, names: Naming): object[] }): Format {
  return {
    ...about,
    of: 'trees',
    options: [...ofTrees, 'labels', 'emojis', 'events'],
    batches: (context) =>
      treeBatches(context, {
        wanted: { ...context.choice, ballots: false },
        none: 'empty',
        page: () => (chosen) => rows(chosen, context.names),
      }),
  };
}

/** Goes through the chosen trees, a page at a time, an empty one among them. What is left out is counted. */
export async function* treeBatches(context: Context, maker: TreeMaker): AsyncGenerator<Batch[]> {
  const { leftOut } = context;
  for await (const page of treePages(context)) {
    const trees = await chosenTrees(context, page, maker.wanted);
    const rowsOf = trees.length > 0 ? await maker.page(trees) : () => [];
    yield trees.map((chosen) => ({
      ...{ of: 'tree', root: chosen.tree.id, texts: chosen.messages.length },
      rows: orNone(rowsOf(chosen), () => addTo(leftOut.counts, maker.none)),
    }));
  }
}

/** The same; `none` is told at the end where there is nothing. */
function* orNone(rows: Iterable<object>, none: () => void): Generator<object> {
  let isEmpty = true;
  for (const row of rows) {
    isEmpty = false;
    yield row;
  }
  if (isEmpty) none();
}

/** Of some trees those with chosen messages, with what people think of these. */
export async function chosenTrees(
  { choice, rerank, ...reading }: Reading & Pick<Context, 'choice' | 'rerank'>,
  page: readonly StoredTree[],
  wanted: Wanted,
): Promise<ChosenTree[]> {
  const trees = page
    .map((stored) => ({ stored, selected: selectMessages(stored.messages, choice) }))
    .filter(({ selected }) => selected.length > 0);
  if (trees.length === 0) return [];
  const opinionsOn = await readOpinions(reading, page, wanted); // of all, because others choose others
  return trees.map(({ stored, selected }) => {
    const ranked = withoutWithdrawn(stored, opinionsOn);
    const tree = rerank ? rerank(ranked) : ranked;
    const chosen = tree === stored ? selected : selectMessages(tree.messages, choice); // by other ranks
    return { tree, messages: toWrite(tree, chosen, opinionsOn) };
  });
}

function toWrite(
  tree: StoredTree,
  chosen: StoredTree['messages'],
  opinionsOn: (id: string) => Opinions,
): ToWrite[] {
  const names = new Map(tree.messages.map(({ id, name }) => [id, name]));
  return chosen.map((message) => ({
    message,
    parentName: message.parentId && names.get(message.parentId),
    opinions: opinionsOn(message.id),
  }));
}
