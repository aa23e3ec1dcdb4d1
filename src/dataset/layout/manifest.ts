import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { DatasetError, explainFile } from '../failures.ts';

const VERSION = 1;

/** What `release.json` says: what was asked for, and the SHA-256 of every other file. */
const Manifest = z.object({
  version: z.literal(VERSION),
  asked: z.record(z.string(), z.union([z.string(), z.boolean()])),
  /** What the salt makes of a text that is the same in all releases: ids of two can be compared if it is the same. */
  mark: z.string(),
  /** Of which collection it is, to tell it from others; not in releases from before this was said. */
  collection: z.string().optional(),
  sides: z.array(z.string()),
  lines: z.record(z.string(), z.record(z.string(), z.int())),
  files: z.record(z.string(), z.string()),
});
export type Manifest = z.infer<typeof Manifest>;

/** The name of the file in the folder of a release. */
export const MANIFEST = 'release.json';

/** A manifest of this version. */
export function manifestOf(about: Omit<Manifest, 'version'>): Manifest {
  return { version: VERSION, ...about };
}

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
