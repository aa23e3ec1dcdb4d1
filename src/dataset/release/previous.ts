import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { DatasetError, explainFile } from '../failures.ts';
import { fileSource } from '../import/source.ts';
import { pathsOf } from './contents.ts';
import type { Ledger } from './ledger.ts';
import { MANIFEST, Manifest } from './manifest.ts';
import { TOMBSTONES, Tombstone } from './tombstones.ts';

/**
 * What the folder of a release says it is.
 * @throws DatasetError for a folder that is none
 */
export async function readManifest(folder: string): Promise<Manifest> {
  const file = join(folder, MANIFEST);
  try {
    return Manifest.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof z.ZodError)
      throw new DatasetError(`${file}: this is not what a release says of itself.`);
    throw explainFile(error, file);
  }
}

/**
 * Enters what an earlier release had: its texts, and what was gone by then.
 * @throws DatasetError, among others when its ids were hashed in another way
 */
export async function enterPrevious(folder: string, mark: string, ledger: Ledger): Promise<Manifest> {
  const manifest = await readManifest(folder);
  if (manifest.mark !== mark)
    throw new DatasetError(
      `${folder} has ids of another --salt: they cannot be compared with those of this one.`,
    );
  for (const format of ['messages', 'summaries'] as const)
    for (const side of format in manifest.lines ? manifest.sides : [])
      for await (const { text = '' } of fileSource(join(folder, pathsOf(format, side).jsonl)).lines())
        ledger.before(format, JSON.parse(text), text);
  for await (const { text = '' } of fileSource(join(folder, TOMBSTONES)).lines())
    ledger.gone(Tombstone.parse(JSON.parse(text)));
  return manifest;
}
