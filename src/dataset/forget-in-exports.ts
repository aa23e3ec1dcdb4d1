import { constants } from 'node:buffer';
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { filesBelow } from '../store/files-below.ts';
import { isMissing } from '../store/is-missing.ts';
import { DamagedFile, DatasetError } from './failures.ts';
import { fileSource, type Source } from './import/source.ts';
import { parsedJson } from './json-line.ts';
import { unlist } from './layout/unlist.ts';

const EXPORTS = /\.(?:jsonl(?:\.gz)?|parquet)$/;
const REWRITING = '.erasing';
const REMAINS = /\.jsonl(?:\.gz)?\.erasing$/;
/** What an export has while it is being made, or was when its process died. */
const HALF_MADE = /\.(?:jsonl(?:\.gz)?|parquet)\.[\da-f-]{36}\.partial$/;

/** How a file is read; an export may have longer lines than an import takes. */
type Read = (file: string) => Pick<Source, 'lines'>;
const whole: Read = (file) => fileSource(file, { longestLine: constants.MAX_STRING_LENGTH });

/**
 * Takes every line that holds one of some texts, or an id, out of the exports below a folder; gives how many files had
 * some. Whoever is in the same line goes with it: an export can be made again. A file that is half-way is there as it was or as
 * it is to be, and what an earlier run has left half-way is deleted; so is an export that is just being made, which fails then,
 * because it may have read what is gone since. A Parquet file with such a line is deleted, and so is
 * what is compressed and damaged.
 * @throws DatasetError that names the files that could not be read or written; they stay as they were, and all others are done
 */
export async function forgetInExports(
  folder: string,
  traces: readonly string[],
  read: Read = whole,
): Promise<number> {
  const wanted = new Set(traces);
  const failed: unknown[] = [];
  let changed = 0;
  for (const file of await filesBelow(folder))
    try {
      if (REMAINS.test(file) || HALF_MADE.test(file)) await rm(file, { force: true });
      else if (EXPORTS.test(file) && (await forgetIn(file, wanted, read))) changed += 1;
    } catch (error) {
      failed.push(error);
    }
  if (failed.length > 0) throw together(failed);
  return changed;
}

function together(failed: readonly unknown[]): DatasetError {
  const said = failed.map((error) => (error instanceof Error ? error.message : String(error)));
  return new DatasetError(`Not every export could be looked through. ${said.join(' ')}`, {
    cause: failed[0],
  });
}

async function forgetIn(file: string, traces: ReadonlySet<string>, read: Read): Promise<boolean> {
  try {
    if (!(await holdsAny(file, traces, read))) return false;
    if (file.endsWith('.parquet')) await rm(file, { force: true });
    else await rewrite(file, traces, read);
  } catch (error) {
    if (isMissing(error) || (error instanceof Error && isMissing(error.cause))) return false; // gone meanwhile
    if (!(error instanceof DamagedFile)) throw error;
    await rm(file, { force: true }); // nobody can tell what is in it, or use it
  }
  return true;
}

async function holdsAny(file: string, traces: ReadonlySet<string>, read: Read): Promise<boolean> {
  for await (const { text } of read(file).lines()) if (text && holds(text, traces)) return true;
  return false;
}

async function rewrite(file: string, traces: ReadonlySet<string>, read: Read): Promise<void> {
  const fresh = file + REWRITING;
  const kept = Readable.from(without(read(file), traces));
  const end = createWriteStream(fresh, { mode: 0o600, flush: true });
  try {
    if (file.endsWith('.gz')) await pipeline(kept, createGzip(), end);
    else await pipeline(kept, end);
    await unlist(file);
    await rename(fresh, file);
  } catch (error) {
    await rm(fresh, { force: true }); // it has texts, too
    throw error;
  }
}

async function* without(source: Pick<Source, 'lines'>, traces: ReadonlySet<string>): AsyncGenerator<string> {
  for await (const { text } of source.lines())
    if (text !== undefined && !holds(text, traces)) yield `${text}\n`;
}

/** Whether a line of JSON has one of some texts in it, as a whole; in a text that holds an object of JSON itself as well. */
function holds(line: string, traces: ReadonlySet<string>): boolean {
  const open: unknown[] = [parsedJson(line) ?? line]; // what is no JSON is no line of an export
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    if (typeof value === 'string' && traces.has(value)) return true;
    const inside = typeof value === 'string' && value.startsWith('{') ? parsedJson(value) : value;
    if (typeof inside === 'object' && inside !== null) open.push(...Object.values(inside));
  }
  return false;
}
