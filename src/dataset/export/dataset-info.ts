import { readFile } from 'node:fs/promises';
import { basename, dirname, extname, join } from 'node:path';
import { z } from 'zod';
import { DatasetError, explainFile } from '../failures.ts';
import { writeToFile } from './output.ts';

const FILE = 'dataset_info.json';
const Entries = z.record(z.string(), z.unknown());

/**
 * Prepares the entry of a data file in the `dataset_info.json` of its folder, under the file's name without its ending.
 * What it gives makes the entry; all others stay.
 * @throws DatasetError when the one that is there cannot be added to
 */
export async function entryIn(
  dataFile: string,
  info: (fileName: string) => object,
): Promise<() => Promise<void>> {
  const path = join(dirname(dataFile), FILE);
  const others = await entriesOf(path);
  const name = basename(dataFile, extname(dataFile));
  const all = { ...others, [name]: info(basename(dataFile)) };
  const { signal } = new AbortController();
  return () => writeToFile(chunks(`${JSON.stringify(all, undefined, 2)}\n`), path, { force: true, signal });
}

async function entriesOf(path: string) {
  try {
    return Entries.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return {};
    if (error instanceof SyntaxError || error instanceof z.ZodError)
      throw new DatasetError(`${path}: it holds no JSON object, so nothing can be entered in it.`);
    throw explainFile(error, path);
  }
}

async function* chunks(text: string) {
  yield text;
}
