import { openCollection } from '../collection.ts';
import type { Surroundings } from '../surroundings.ts';
import { nothingWritten } from './account.ts';
import { entryIn } from './dataset-info.ts';
import type { Format } from './formats/format.ts';
import { formats } from './formats/index.ts';
import { leftOutLine, nothingLeftOut } from './left-out.ts';
import { exportLines } from './lines.ts';
import type { ExportOptions } from './options.ts';
import { writeToFile, writeToStream } from './output.ts';
import { createProgress, sentence } from './progress.ts';

/**
 * Writes a collection to a file or the standard output.
 * @throws DatasetError, StoreError; then no file is left
 */
export async function runExport(
  { place, file, force, wish }: ExportOptions,
  { stdout, stderr, now, signal }: Surroundings,
): Promise<void> {
  const db = await openCollection(place);
  const progress = createProgress(stderr, now);
  const leftOut = nothingLeftOut();
  let total = nothingWritten();
  const { of, info }: Format = formats[wish.format];
  try {
    const note = (written: typeof total) => {
      total = written;
      progress.show(written);
    };
    const lines = exportLines(db, wish, { note, leftOut });
    if (file === undefined) await writeToStream(lines, stdout, signal);
    else {
      const enter = info && (await entryIn(file, info));
      await writeToFile(lines, file, { force, signal });
      await enter?.();
    }
  } finally {
    progress.clear();
    await db.destroy();
  }
  const things = of === 'summaries' ? (['summary', 'summaries'] as const) : undefined;
  stderr.write(`Exported ${sentence(total, of)}.\n${leftOutLine(leftOut, things)}`);
}
