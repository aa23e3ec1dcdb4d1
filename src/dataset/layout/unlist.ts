import { dirname, join, relative, sep } from 'node:path';
import { notNoted } from '../../store/unfinished.ts';
import { writeToFile } from '../export/output.ts';
import { DatasetError } from '../failures.ts';
import { MANIFEST, type Manifest, readManifest } from './manifest.ts';

/**
 * Takes a file that is about to be changed on purpose out of what its release says of its files; nothing for a file of no
 * release. Dying after this leaves a file that is not checked, never one that seems damaged.
 * @throws DatasetError when that cannot be written
 */
export async function unlist(file: string): Promise<void> {
  const folder = dirname(dirname(dirname(file)));
  const manifest = await manifestIn(folder);
  const path = relative(folder, file).replaceAll(sep, '/');
  if (!manifest || !(path in manifest.files)) return;
  const { [path]: _, ...files } = manifest.files;
  const text = `${JSON.stringify({ ...manifest, files }, undefined, 2)}\n`;
  const { signal } = new AbortController();
  await writeToFile([text], join(folder, MANIFEST), { force: true, signal, unfinished: notNoted });
}

async function manifestIn(folder: string): Promise<Manifest | undefined> {
  try {
    return await readManifest(folder);
  } catch (error) {
    if (error instanceof DatasetError) return undefined; // no release, or none that could be checked
    throw error;
  }
}
