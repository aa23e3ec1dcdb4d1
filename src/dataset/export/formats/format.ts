import type { z } from 'zod';
import type { Naming } from '../../names.ts';
import type { Sides } from '../../splits/sides.ts';
import type { ExportFilter, Share } from '../choice.ts';
import type { LeftOut } from '../left-out.ts';
import type { StoredTree } from '../read.ts';
import type { Reading } from '../reading.ts';
import type { Shape } from '../shape.ts';

/** What a format is made from. */
export type Context = Reading & {
  choice: ExportFilter;
  shape: Shape;
  names: Naming;
  leftOut: LeftOut;
  /** Gives a tree other ranks than its own. */
  rerank: ((tree: StoredTree) => StoredTree) | undefined;
  /** Where trees and stories are to be told apart by sides. */
  sides: Sides | undefined;
};

/** The lines that belong to one tree, or to one story, and how many of its messages, or summaries, are in them. */
export type Batch = {
  of: 'tree' | 'story';
  root: string;
  texts: number;
  /** To be gone through once: each is made when it is asked for, since all of a large tree are more than memory holds. */
  rows: Iterable<object>;
};

/** Options that mean something in whatever is made of trees. */
export const ofTrees = [
  'state',
  'deleted',
  'unaccepted',
  'synthetic',
  'warnings',
  'min',
  'max',
  'min-quality',
  'people',
  'model',
] as const;

/** Options that mean something in some formats only. */
export type Optional =
  | (typeof ofTrees)[number]
  | 'labels'
  | 'emojis'
  | 'events'
  | 'pairs'
  | 'between'
  | 'min-margin'
  | 'paths'
  | 'top-k'
  | 'rank-by'
  | 'key';

/** A form in which a collection is written. Another one is another file, and another line in `index.ts`. */
export type Format = {
  /** What a line is. Readers, tests and documents go by it. */
  line: z.ZodType;
  /** What `--help` says of it, in lines of at most 80 characters. */
  says: readonly string[];
  /** Columns without a depth of their own, which a table has as texts that hold JSON. */
  asJson?: readonly string[];
  /** Whether it is made of trees or of stories. */
  of: 'trees' | 'summaries';
  /** The options that mean something in it, besides those that do in all. */
  options: readonly Optional[];
  /** What is taken of these unless it is said. */
  usual?: { synthetic?: Share; unaccepted?: Share };
  /** What is entered of a file of this name in the `dataset_info.json` beside it. */
  info?(fileName: string): object;
  /** Its lines, a page of trees or stories at a time; the next is read when it is asked for. */
  batches(context: Context): AsyncGenerator<Batch[]>;
};
