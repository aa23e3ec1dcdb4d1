import { randomUUID } from 'node:crypto';
import { link, lstat, open, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { DatasetError, explainFile } from '../failures.ts';

/**
 * Writes text to a stream that stays open, waiting whenever it is full.
 * @throws DatasetError when nobody reads it
 */
export async function writeToStream(
  chunks: AsyncIterable<string>,
  stream: Writable,
  signal: AbortSignal,
): Promise<void> {
  try {
    await pipeline(Readable.from(chunks, { highWaterMark: 1 }), stream, { signal, end: false });
  } catch (error) {
    throw explainFile(error, 'The standard output');
  }
}

/**
 * Writes text to a file, compressed when its name ends in `.gz`, under another name until it is complete: the
 * file is there whole or not at all.
 * @throws DatasetError, among others when the file exists and may not be replaced
 */
export async function writeToFile(
  chunks: AsyncIterable<string>,
  file: string,
  { force, signal }: { force: boolean; signal: AbortSignal },
): Promise<void> {
  await refuseTaken(file, force);
  const partial = join(dirname(file), `.${basename(file)}.${randomUUID()}.partial`);
  try {
    const handle = await open(partial, 'wx', 0o600);
    const end = handle.createWriteStream({ flush: true });
    const source = Readable.from(chunks, { highWaterMark: 1 });
    await (file.endsWith('.gz')
      ? pipeline(source, createGzip(), end, { signal })
      : pipeline(source, end, { signal }));
    await (force ? rename(partial, file) : renameNew(partial, file));
  } catch (error) {
    throw explainFile(error, file);
  } finally {
    await rm(partial, { force: true });
  }
}

async function refuseTaken(file: string, force: boolean) {
  const found = await stat(file).catch(() => undefined);
  if (!found) return;
  if (!found.isFile()) throw new DatasetError(`${file} is there already, and is not a file.`);
  if (!force) throw new DatasetError(`${file} is there already: choose another name, or add --force.`);
}

/** Like rename, but never over another file that has appeared meanwhile. */
async function renameNew(from: string, to: string) {
  try {
    await link(from, to);
  } catch (error) {
    if (await lstat(to).catch(() => undefined)) throw error;
    await rename(from, to); // a file system without hard links
  }
}
