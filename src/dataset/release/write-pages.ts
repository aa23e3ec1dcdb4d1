import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { notNoted } from '../../store/unfinished.ts';
import { writeToFiles } from '../export/output.ts';
import { pages } from '../layout/pages.ts';
import type { FileContents } from './contents.ts';

/** The pages of a release, as they are written. */
export type Pages = {
  /** Writes one, of text in parts. */
  write(page: keyof typeof pages, parts: Iterable<string>): Promise<void>;
  written(): readonly FileContents[];
};

/**
 * Writes pages into a folder.
 * @throws DatasetError
 */
export function createPages(folder: string, signal: AbortSignal): Pages {
  const written: FileContents[] = [];
  return {
    async write(page, parts) {
      const hash = createHash('sha256');
      const path = pages[page];
      await writeToFiles(
        [join(folder, path)],
        { force: false, signal, unfinished: notNoted },
        async ([sink]) => {
          for (const part of parts) {
            hash.update(part);
            await sink?.write(part);
          }
        },
      );
      written.push({ path, sha256: hash.digest('hex') });
    },
    written: () => written,
  };
}
