import { createWriteStream } from 'node:fs';
import { readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { DatasetError } from './failures.ts';
import { fileSource } from './import/source.ts';

const EXPORTS = /\.(?:jsonl(?:\.gz)?|parquet)$/;
const REWRITING = '.erasing';

/**
 * Takes every line that holds one of some texts, or an id, out of the exports below a folder; gives how many files had
 * some. Whoever is in the same line goes with it: an export can be made again. A file that is half-way is there as it was or as
 * it is to be; a Parquet file with such a line, and one that is damaged, is deleted.
 */
export async function forgetInExports(folder: string, traces: readonly string[]): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile() && EXPORTS.test(entry.name));
  const wanted = new Set(traces);
  let changed = 0;
  for (const { parentPath, name } of files) if (await forgetIn(join(parentPath, name), wanted)) changed += 1;
  return changed;
}

async function forgetIn(file: string, traces: ReadonlySet<string>): Promise<boolean> {
  try {
    if (!(await holdsAny(file, traces))) return false;
    if (file.endsWith('.parquet')) await rm(file, { force: true });
    else await rewrite(file, traces);
  } catch (error) {
    if (!(error instanceof DatasetError)) throw error;
    await rm(file, { force: true }); // nobody can tell what is in it, or use it
  }
  return true;
}

async function holdsAny(file: string, traces: ReadonlySet<string>): Promise<boolean> {
  for await (const { text } of fileSource(file).lines()) if (text && holds(text, traces)) return true;
  return false;
}

async function rewrite(file: string, traces: ReadonlySet<string>): Promise<void> {
  const fresh = file + REWRITING;
  const kept = Readable.from(without(file, traces));
  const end = createWriteStream(fresh, { mode: 0o600, flush: true });
  try {
    if (file.endsWith('.gz')) await pipeline(kept, createGzip(), end);
    else await pipeline(kept, end);
    await rename(fresh, file);
  } catch (error) {
    await rm(fresh, { force: true }); // it has texts, too
    throw error;
  }
}

async function* without(file: string, traces: ReadonlySet<string>): AsyncGenerator<string> {
  for await (const { text } of fileSource(file).lines())
    if (text !== undefined && !holds(text, traces)) yield `${text}\n`;
}

/** Whether a line of JSON has one of some texts in it, as a whole. */
function holds(line: string, traces: ReadonlySet<string>): boolean {
  const open: unknown[] = [parsed(line)];
  for (let value = open.pop(); value !== undefined; value = open.pop()) {
    if (typeof value === 'string' && traces.has(value)) return true;
    if (typeof value === 'object' && value !== null) open.push(...Object.values(value));
  }
  return false;
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return line; // no JSON, and so no line of an export
  }
}
