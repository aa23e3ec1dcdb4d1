import type { Db } from '../../backend/db.ts';
import { addTo } from '../counting.ts';
import { jsonLine } from '../json-line.ts';
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
export type SideRows = { side: string | undefined; rows: readonly object[] };

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
    for (const { rows } of page) yield* portionsOf(rows.map(jsonLine));
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
    const onSides = batches.filter(({ root, rows }) => {
      const isLeaking = sideOf !== undefined && rows.length > 0 && !sideOf.has(root);
      if (isLeaking) addTo(leftOut.counts, 'leaking');
      return rows.length > 0 && !isLeaking;
    });
    for (const batch of onSides) add(written, batch);
    note({ ...written });
    const bySide = Map.groupBy(onSides, ({ root }) => sideOf?.get(root));
    yield [...bySide].map(([side, all]) => ({ side, rows: all.flatMap(({ rows }) => rows) }));
  }
}

function add(written: Written, { of, texts, rows }: Batch) {
  written.lines += rows.length;
  written[of === 'tree' ? 'trees' : 'stories'] += 1;
  written[of === 'tree' ? 'messages' : 'summaries'] += texts;
}
