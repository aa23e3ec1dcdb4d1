import { openCollection } from '../collection.ts';
import type { Surroundings } from '../surroundings.ts';
import { exportLines, type Written } from './lines.ts';
import type { ExportOptions } from './options.ts';
import { writeToFile, writeToStream } from './output.ts';
import { createProgress, sentence } from './progress.ts';

/** Writes a collection to a file or the standard output. Throws DatasetError, StoreError; then no file is left. */
export async function runExport(
  { place, file, force, wish }: ExportOptions,
  { stdout, stderr, now, signal }: Surroundings,
): Promise<void> {
  const db = await openCollection(place);
  const progress = createProgress(stderr, now);
  let total: Written = { trees: 0, messages: 0, lines: 0 };
  try {
    const lines = exportLines(db, wish, (written) => {
      total = written;
      progress.show(written);
    });
    if (file === undefined) await writeToStream(lines, stdout, signal);
    else await writeToFile(lines, file, { force, signal });
  } finally {
    progress.clear();
    await db.destroy();
  }
  stderr.write(`Exported ${sentence(total)}.\n`);
}
