import type { Naming } from '../names.ts';
import type { lineSchemas } from '../schemas/index.ts';
import { type ToWrite, toMessageLine, toTreeLine } from './message-columns.ts';
import { type PairOptions, preferencePairs } from './pairs.ts';
import type { StoredTree } from './read.ts';

/** Makes the objects of a file, one a line, of the chosen messages of a tree. */
export type Format = (
  messages: readonly ToWrite[],
  tree: StoredTree,
  names: Naming,
  pairs: PairOptions,
) => object[];

/** What can be made of trees; another format is another entry. */
export const treeFormats = {
  trees: ([prompt, ...others], tree, names) => (prompt ? [toTreeLine(prompt, others, tree, names)] : []),
  messages: (messages, tree, names) => messages.map((message) => toMessageLine(message, tree, names)),
  pairs: preferencePairs,
} as const satisfies Record<string, Format>;

export const formatNames = [
  'trees',
  'messages',
  'pairs',
  'summaries',
] as const satisfies (keyof typeof lineSchemas)[];
export type FormatName = (typeof formatNames)[number];
