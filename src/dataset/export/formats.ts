import type { Naming } from '../names.ts';
import { preferencePairs } from './pairs.ts';
import type { StoredTree } from './read.ts';
import { type ToWrite, toFlatRecord, toTreeRecord } from './to-record.ts';

/** Makes the objects of a file, one a line, of the chosen messages of a tree. */
export type Format = (messages: readonly ToWrite[], tree: StoredTree, names: Naming) => object[];

export const formatNames = ['trees', 'messages', 'pairs'] as const;
export type FormatName = (typeof formatNames)[number];

/** What can be exported; another format is another entry. */
export const formats: Record<FormatName, Format> = {
  trees: (messages, tree, names) => [toTreeRecord(messages, tree, names)],
  messages: (messages, tree, names) => messages.map((message) => toFlatRecord(message, tree, names)),
  pairs: preferencePairs,
};
