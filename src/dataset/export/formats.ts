import type { Naming } from '../names.ts';
import { preferencePairs } from './pairs.ts';
import type { StoredTree } from './read.ts';
import { type ToWrite, toFlatRecord, toTreeRecord } from './to-record.ts';

/** Makes the objects of a file, one a line, of the chosen messages of a tree. */
export type Format = (messages: readonly ToWrite[], tree: StoredTree, names: Naming) => object[];

/** What can be made of trees; another format is another entry. */
export const treeFormats = {
  trees: (messages, tree, names) => [toTreeRecord(messages, tree, names)],
  messages: (messages, tree, names) => messages.map((message) => toFlatRecord(message, tree, names)),
  pairs: preferencePairs,
} as const satisfies Record<string, Format>;

export const formatNames = ['trees', 'messages', 'pairs', 'summaries'] as const;
export type FormatName = (typeof formatNames)[number];
