import { randomUUID } from 'node:crypto';
import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { DatasetError, explainFile } from './failures.ts';

/**
 * Fills a folder under another name, and gives it its own when it is complete: it is there whole or not at all. One that
 * is there is replaced only by force, and only where `recognize` takes it for one of its kind.
 * @throws DatasetError
 */
export async function fillFolder(
  folder: string,
  { force, recognize }: { force: boolean; recognize: (folder: string) => Promise<unknown> },
  fill: (folder: string) => Promise<void>,
): Promise<void> {
  const isThere = await stat(folder).catch(() => undefined);
  if (isThere && !force)
    throw new DatasetError(`${folder} is there already: choose another name, or add --force.`);
  if (isThere) await recognize(folder);
  const partial = beside(folder, 'partial');
  try {
    await mkdir(partial, { mode: 0o700 });
    await fill(partial);
    if (isThere) await replace(partial, folder);
    else await rename(partial, folder);
  } catch (error) {
    throw explainFile(error, folder);
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
}

async function replace(from: string, to: string) {
  const aside = beside(to, 'old');
  await rename(to, aside);
  try {
    await rename(from, to);
  } catch (error) {
    await rename(aside, to);
    throw error;
  }
  await rm(aside, { recursive: true, force: true });
}

function beside(folder: string, what: string) {
  return join(dirname(folder), `.${basename(folder)}.${randomUUID()}.${what}`);
}
