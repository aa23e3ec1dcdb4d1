import { openCollection } from '../collection.ts';
import type { Surroundings } from '../surroundings.ts';
import type { Written } from './account.ts';
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
  let total: Written = wish.format === 'summaries' ? { summaries: 0 } : { trees: 0, messages: 0, lines: 0 };
  try {
    const note = (written: Written) => {
      total = written;
      progress.show(written);
    };
    const lines = exportLines(db, wish, { note, leftOut });
    if (file === undefined) await writeToStream(lines, stdout, signal);
    else await writeToFile(lines, file, { force, signal });
  } finally {
    progress.clear();
    await db.destroy();
  }
  const things = wish.format === 'summaries' ? (['summary', 'summaries'] as const) : undefined;
  stderr.write(`Exported ${sentence(total)}.\n${leftOutLine(leftOut, things)}`);
}
