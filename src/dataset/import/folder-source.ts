import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { readManifest } from '../layout/manifest.ts';
import { pathsOf } from '../layout/paths.ts';
import { fileSource, type Source } from './source.ts';

/** What of a release is taken back: the rest is made of these. */
const taken = ['messages', 'summaries'] as const;

/** A release, as one file after another; lines are counted through. Undefined for what is no folder. */
export async function releaseSource(folder: string, signal: AbortSignal): Promise<Source | undefined> {
  const found = await stat(folder).catch(() => undefined);
  if (!found?.isDirectory()) return undefined;
  const { sides, lines } = await readManifest(folder);
  const files = taken
    .filter((format) => format in lines)
    .flatMap((format) => sides.map((side) => join(folder, pathsOf(format, side).jsonl)));
  return {
    name: folder,
    async *lines() {
      let before = 0;
      for (const file of files) {
        let last = 0;
        for await (const { number, text } of fileSource(file, { signal }).lines()) {
          last = number;
          yield { number: before + number, text };
        }
        before += last;
      }
    },
    close: async () => {},
  };
}
