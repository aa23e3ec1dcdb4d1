import { randomUUID } from 'node:crypto';
import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Unfinished } from '../store/unfinished.ts';
import { DatasetError, explainFile } from './failures.ts';
import { finishing } from './finishing.ts';

/** Whether one that is there is replaced, what tells that it is one of its kind, and where it is noted while it is made. */
export type FolderWays = {
  force: boolean;
  recognize: (folder: string) => Promise<unknown>;
  unfinished: Unfinished;
};

/**
 * Fills a folder under another name, and gives it its own when it is complete: it is there whole or not at all, and what
 * is left of it when the process dies is found again. One that is there is replaced only by force, and only where
 * `recognize` takes it for one of its kind.
 * @throws DatasetError
 */
export async function fillFolder(
  folder: string,
  { force, recognize, unfinished }: FolderWays,
  fill: (folder: string) => Promise<void>,
): Promise<void> {
  const isThere = await stat(folder).catch(() => undefined);
  if (isThere && !force)
    throw new DatasetError(`${folder} is there already: choose another name, or add --force.`);
  if (isThere) await recognize(folder);
  const [partial, aside] = [beside(folder, 'partial'), beside(folder, 'old')];
  await unfinished.note(partial);
  try {
    await finishing(unfinished, [partial], async () => {
      await mkdir(partial, { mode: 0o700 });
      const made = await fill(partial);
      if (isThere) await unfinished.note(aside, folder);
      return { made, giveNames: () => (isThere ? replace(partial, folder, aside) : rename(partial, folder)) };
    });
    if (isThere) await clearAway(aside, unfinished);
  } catch (error) {
    throw named(explainFile(error, folder), { partial, folder });
  } finally {
    await clearAway(partial, unfinished);
  }
}

/** Nobody has heard of the folder's other name. */
function named(error: unknown, { partial, folder }: { partial: string; folder: string }) {
  if (!(error instanceof DatasetError) || !error.message.includes(partial)) return error;
  return new DatasetError(error.message.replaceAll(partial, folder), { cause: error.cause });
}

async function replace(from: string, to: string, aside: string) {
  await rename(to, aside);
  try {
    await rename(from, to);
  } catch (error) {
    await rename(aside, to);
    throw error;
  }
}

async function clearAway(path: string, unfinished: Unfinished) {
  await rm(path, { recursive: true, force: true });
  await unfinished.forget([path]);
}

function beside(folder: string, what: string) {
  return join(dirname(folder), `.${basename(folder)}.${randomUUID()}.${what}`);
}
