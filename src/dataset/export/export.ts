import type { Kysely } from 'kysely';
import { UsageError } from '../../command-line.ts';
import { clearDeadFiles } from '../../store/clear-unfinished.ts';
import type { Schema } from '../../store/schema.ts';
import { createUnfinished } from '../../store/unfinished.ts';
import { openCollection } from '../collection.ts';
import { count } from '../counting.ts';
import type { Surroundings } from '../surroundings.ts';
import { type Account, nothingWritten } from './account.ts';
import { entriesIn } from './dataset-info.ts';
import type { Format } from './formats/format.ts';
import { formats } from './formats/index.ts';
import { leftOutLine, nothingLeftOut, thingsOf } from './left-out.ts';
import { exportLines, exportRows } from './lines.ts';
import type { ExportOptions } from './options.ts';
import { writeToFile, writeToStream } from './output.ts';
import { createProgress, sentence } from './progress.ts';
import { sideFile, writeSides } from './side-files.ts';

/**
 * Writes a collection to a file, to one for each side, or to the standard output.
 * @throws DatasetError, StoreError, UsageError; then no file is left
 */
export async function runExport(options: ExportOptions, surroundings: Surroundings): Promise<void> {
  const { stderr, now } = surroundings;
  if (options.file?.toLowerCase().endsWith('.parquet'))
    throw new UsageError(
      'An export is JSON Lines: name a file like out.jsonl, or add --release for a folder that has Parquet as well.',
    );
  const db = await openCollection(options.place);
  const progress = createProgress(stderr, now);
  const leftOut = nothingLeftOut();
  let total = nothingWritten();
  let sides = '';
  try {
    const note = (written: typeof total) => {
      total = written;
      progress.show(written);
    };
    sides = await write(db, options, { note, leftOut }, surroundings);
  } finally {
    progress.clear();
    await db.destroy();
  }
  const { of } = formats[options.wish.format];
  const said =
    leftOutLine(leftOut, thingsOf(of)) ||
    (total.lines === 0 ? `There are no ${of} in the collection.\n` : '');
  stderr.write(`Exported ${sentence(total, of)}${sides}.\n${said}`);
}

/** Says what was written to each side, where there are sides. */
async function write(
  db: Kysely<Schema>,
  { file, force, wish }: ExportOptions,
  account: Account,
  { stdout, signal }: Surroundings,
): Promise<string> {
  if (file === undefined) {
    await writeToStream(exportLines(db, wish, account), stdout, signal);
    return '';
  }
  await clearDeadFiles(db);
  const ways = { force, signal, unfinished: createUnfinished(db) };
  const { info }: Format = formats[wish.format];
  const sides = wish.split?.map(({ name }) => name);
  const files = sides?.map((side) => sideFile(file, side)) ?? [file];
  const enter = info && (await entriesIn(files, info));
  if (!sides) {
    await writeToFile(exportLines(db, wish, account), file, ways);
    await enter?.();
    return '';
  }
  const lines = await writeSides(exportRows(db, wish, account), { file, sides, ...ways });
  await enter?.();
  return lines
    ? `: ${[...lines].map(([side, number]) => `${side} ${count(number, 'line')}`).join(', ')}`
    : '';
}
