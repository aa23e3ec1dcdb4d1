import type { Db } from '../../backend/db.ts';
import { jsonLine } from '../json-line.ts';
import { naming } from '../names.ts';
import { type Account, nothingWritten, type Written } from './account.ts';
import type { ExportFilter } from './choice.ts';
import type { Batch } from './formats/format.ts';
import { type FormatName, formats } from './formats/index.ts';
import { createPeople } from './people.ts';
import type { Shape } from './shape.ts';

export type ExportRequest = {
  format: FormatName;
  choice: ExportFilter;
  shape: Shape;
  salt: string | undefined;
};

/**
 * The chosen part of a collection as JSON Lines, in chunks of whole lines; the next is made when it is asked for. Memory
 * grows with the ids of the chosen trees and with the people, not with what was written.
 */
export async function* exportLines(db: Db, wish: ExportRequest, account: Account): AsyncGenerator<string> {
  for await (const batches of exportBatches(db, wish, account)) {
    const chunk = batches.map(({ rows }) => rows.map(jsonLine).join('')).join('');
    if (chunk !== '') yield chunk;
  }
}

/** The same as objects, by the tree or story that they belong to. */
async function* exportBatches(
  db: Db,
  { format, choice, shape, salt }: ExportRequest,
  { note, leftOut }: Account,
): AsyncGenerator<Batch[]> {
  const context = { db, choice, shape, leftOut, names: naming(salt), people: createPeople(db) };
  const written = nothingWritten();
  for await (const batches of formats[format].batches(context)) {
    for (const batch of batches) add(written, batch);
    note({ ...written });
    yield batches;
  }
}

/** A tree or a story of which no line was made does not count as written. */
function add(written: Written, { of, texts, rows }: Batch) {
  if (rows.length === 0) return;
  written.lines += rows.length;
  written[of === 'tree' ? 'trees' : 'stories'] += 1;
  written[of === 'tree' ? 'messages' : 'summaries'] += texts;
}
