import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { isMissing } from './is-missing.ts';

/** Where file systems put what a check has found; nobody but root may look into it. */
const OF_THE_DISK = 'lost+found';

/**
 * Every file below a folder, by path and in order; links are not followed. None where there is no such folder.
 * @throws what the system says of a folder that cannot be read: what is in it would be passed over in silence
 */
export async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: unknown) => {
    if (isMissing(error)) return [];
    throw error;
  });
  const found = entries.filter((entry) => entry.isFile()).map(({ name }) => join(folder, name));
  for (const { name } of entries.filter((entry) => entry.isDirectory() && entry.name !== OF_THE_DISK))
    found.push(...(await filesBelow(join(folder, name))));
  return found.toSorted();
}
