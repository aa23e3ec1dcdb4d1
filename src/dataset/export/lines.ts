import type { Db } from '../../backend/db.ts';
import { addTo } from '../counting.ts';
import { linesOf } from '../json-line.ts';
import { naming } from '../names.ts';
import { portionsOf } from '../portions.ts';
import { createSides } from '../splits/sides.ts';
import type { Split } from '../splits/split.ts';
import { type Account, nothingWritten, type Written } from './account.ts';
import type { ExportFilter } from './choice.ts';
import type { Batch } from './formats/format.ts';
import { type FormatName, formats } from './formats/index.ts';
import { createReading, type Reading, type Stride } from './reading.ts';
import type { Shape } from './shape.ts';
import { rerankByModel } from './strengths/rerank.ts';

export type ExportRequest = {
  format: FormatName;
  choice: ExportFilter;
  shape: Shape;
  salt: string | undefined;
  /** The sides of a split; undefined for all in one. */
  split: Split | undefined;
};

/** Lines of one side; of none where there is no split. */
export type SideRows = {
  side: string | undefined;
  /** To be gone through once, before the next are asked for. */
  rows: Iterable<object>;
};

/**
 * The chosen part of a collection as JSON Lines, in chunks of whole lines; the next is made when it is asked for. Memory
 * grows with the ids of the chosen trees and with the people, not with what was written.
 */
export async function* exportLines(
  db: Db,
  wish: ExportRequest,
  account: Account,
  stride?: Stride,
): AsyncGenerator<string> {
  for await (const page of exportPages(createReading(db, stride), wish, account))
    for (const { rows } of page) yield* portionsOf(linesOf(rows));
}

/** The same as objects, those of one side of the split after another. */
export async function* exportRows(db: Db, wish: ExportRequest, account: Account): AsyncGenerator<SideRows> {
  for await (const page of exportPages(createReading(db), wish, account)) yield* page;
}

/** The same, whatever is made of one page of the collection at once: nothing, for some. */
export async function* exportPages(
  reading: Reading,
  { format, choice, shape, salt, split }: ExportRequest,
  { note, leftOut }: Account,
): AsyncGenerator<SideRows[]> {
  const sides = split && (await createSides(reading.db, split));
  const rerank = shape.rankBy === 'model' ? await rerankByModel({ ...reading, choice }) : undefined;
  const context = { ...reading, choice, shape, leftOut, sides, names: naming(salt), rerank };
  const written = nothingWritten();
  for await (const batches of formats[format].batches(context)) {
    const sideOf = await sides?.of(batches.map(({ root }) => root));
    const isLeaking = ({ root }: Batch) => sideOf !== undefined && !sideOf.has(root);
    for (const batch of batches.filter(isLeaking)) if (hasAny(batch)) addTo(leftOut.counts, 'leaking');
    const onSides = batches.filter((batch) => !isLeaking(batch));
    const bySide = Map.groupBy(onSides, ({ root }) => sideOf?.get(root));
    yield [...bySide].map(([side, all]) => ({ side, rows: counted(all, written) }));
    note({ ...written });
  }
}

/** Whether there is a line; of all that are made, what is left out is counted. */
function hasAny({ rows }: Batch): boolean {
  let any = false;
  for (const _ of rows) any = true;
  return any;
}

function* counted(batches: readonly Batch[], written: Written): Generator<object> {
  for (const { of, texts, rows } of batches) {
    const before = written.lines;
    for (const row of rows) {
      written.lines += 1;
      yield row;
    }
    if (written.lines === before) continue;
    written[of === 'tree' ? 'trees' : 'stories'] += 1;
    written[of === 'tree' ? 'messages' : 'summaries'] += texts;
  }
}
