import { randomUUID } from 'node:crypto';
import { link, lstat, mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { PassThrough } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { exists } from '../../store/exists.ts';
import { DatasetError, explainFile } from '../failures.ts';

/** A file that is being written under another name. */
export type Sink = {
  /** Gives when there is room for more. */
  write(chunk: string | Uint8Array): Promise<void>;
  /** Puts all on the disk. */
  finish(): Promise<void>;
  /** Gives the file its name. */
  commit(): Promise<void>;
  /** Takes away what has no name yet. */
  discard(): Promise<void>;
};

const ROOM = 1 << 16; // bytes

/** A name for a file while it is being written, which nobody else takes. */
export function partialOf(file: string): string {
  return join(dirname(file), `.${basename(file)}.${randomUUID()}.partial`);
}

/**
 * Begins a file under another name, compressed when its name ends in `.gz`, and the folder it is in: it is there whole or not at all.
 * @throws DatasetError, as do its functions, among others when the file exists, has something in it and may not be replaced
 */
export async function openSink(
  file: string,
  partial: string,
  { force, signal }: { force: boolean; signal: AbortSignal },
): Promise<Sink> {
  await refuseTaken(file, force);
  const explained = async <T>(work: Promise<T>): Promise<T> => {
    try {
      return await work;
    } catch (error) {
      throw explainFile(error, file);
    }
  };
  if (!(await exists(dirname(file)))) await explained(mkdir(dirname(file), { recursive: true }));
  const handle = await explained(open(partial, 'wx', 0o600));
  const end = handle.createWriteStream({ flush: true });
  const source = new PassThrough({ highWaterMark: ROOM });
  const done = file.endsWith('.gz')
    ? pipeline(source, createGzip(), end, { signal })
    : pipeline(source, end, { signal });
  done.catch(() => {}); // told by whichever function comes next
  return {
    async write(chunk) {
      if (source.destroyed) await explained(done);
      if (source.write(chunk)) return;
      await Promise.race([new Promise<void>((resolve) => source.once('drain', resolve)), explained(done)]);
    },
    async finish() {
      source.end();
      await explained(done);
    },
    commit: async () => {
      const mayReplace = force || (await isEmpty(file));
      await explained(mayReplace ? rename(partial, file) : renameNew(partial, file));
    },
    async discard() {
      source.destroy();
      await done.catch(() => {});
      await rm(partial, { force: true });
    },
  };
}

async function refuseTaken(file: string, force: boolean) {
  const found = await stat(file).catch(() => undefined);
  if (!found) return;
  if (!found.isFile()) throw new DatasetError(`${file} is there already, and is not a file.`);
  if (!force && !(await isEmpty(file)))
    throw new DatasetError(`${file} is there already: choose another name, or add --force.`);
}

/** As an export has left it that found nothing; the next one, with other options, takes its place. */
async function isEmpty(file: string): Promise<boolean> {
  const found = await lstat(file).catch(() => undefined);
  return found?.isFile() === true && found.size === 0;
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
