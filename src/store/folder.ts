import { mkdir, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

/**
 * Makes a folder that only this user may enter, with all that leads to it; one that is there stays as it is. Throws what
 * `mkdir` throws. Node's own `recursive` never ends below /proc, where nothing can be made and the reason given is that
 * there is no such folder.
 */
export async function makeFolder(folder: string): Promise<void> {
  if (await isFolder(folder)) return;
  const parent = dirname(resolve(folder));
  if (parent !== resolve(folder)) await makeFolder(parent);
  try {
    await mkdir(folder, { mode: 0o700 });
  } catch (error) {
    if (!(await isFolder(folder))) throw error; // otherwise another process was faster
  }
}

async function isFolder(path: string) {
  try {
    return (await stat(path)).isDirectory();
  } catch {
    return false;
  }
}
