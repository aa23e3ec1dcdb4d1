import { join } from 'node:path';
import { DatasetError } from '../failures.ts';
import { fileSource } from '../import/source.ts';
import { type Manifest, readManifest } from '../layout/manifest.ts';
import { pathsOf } from '../layout/paths.ts';
import type { Ledger } from './ledger.ts';
import { TOMBSTONES, Tombstone } from './tombstones.ts';

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
