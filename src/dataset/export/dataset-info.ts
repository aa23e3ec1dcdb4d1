import { readFile } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { z } from 'zod';
import { isMissing } from '../../store/is-missing.ts';
import { notNoted } from '../../store/unfinished.ts';
import { DatasetError, explainFile } from '../failures.ts';
import { writeToFile } from './output.ts';

const FILE = 'dataset_info.json';
const Entries = z.record(z.string(), z.unknown());

/**
 * Prepares the entries of data files in the `dataset_info.json` of their folder, under the files' names without their
 * endings. What it gives makes the entries; all others stay.
 * @throws DatasetError when the one that is there cannot be added to
 */
export async function entriesIn(
  dataFiles: readonly string[],
  info: (fileName: string) => object,
): Promise<() => Promise<void>> {
  const path = join(dirname(dataFiles[0] ?? ''), FILE);
  const others = await entriesOf(path);
  const own = dataFiles.map((file) => [basename(file, extname(file)), info(basename(file))]);
  const all = { ...others, ...Object.fromEntries(own) };
  const { signal } = new AbortController();
  return () =>
    writeToFile([`${JSON.stringify(all, undefined, 2)}\n`], path, {
      force: true,
      signal,
      unfinished: notNoted,
    });
}

async function entriesOf(path: string) {
  try {
    return Entries.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch (error) {
    if (isMissing(error)) return {};
    if (error instanceof SyntaxError || error instanceof z.ZodError)
      throw new DatasetError(`${path}: it holds no JSON object, so nothing can be entered in it.`);
    throw explainFile(error, path);
  }
}
