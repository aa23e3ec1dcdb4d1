import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { FormatName } from '../export/formats/index.ts';
import { checkFiles } from '../layout/check-file.ts';
import { type Manifest, readManifest } from '../layout/manifest.ts';
import { pathsOf } from '../layout/paths.ts';
import { type Annotations, judgedIn } from './annotations/judged.ts';
import { type Shelf, shelve } from './annotations/shelf.ts';
import { fileSource, type Source } from './source.ts';

/**
 * A release, as one file after another; lines are counted through. Undefined for what is no folder.
 * @throws DatasetError
 */
export async function releaseSource(folder: string, signal: AbortSignal): Promise<Source | undefined> {
  const found = await stat(folder).catch(() => undefined);
  if (!found?.isDirectory()) return undefined;
  const manifest = await readManifest(folder);
  const pathsIn = (format: FormatName) =>
    format in manifest.lines ? manifest.sides.map((side) => pathsOf(format, side).jsonl) : [];
  const filesOf = (format: FormatName) =>
    pathsIn(format).map((path) => fileSource(join(folder, path), { signal }));
  const read = new Set([...takenFrom(manifest), 'annotations' as const].flatMap(pathsIn));
  await checkFiles(folder, manifest, (path) => read.has(path));
  const files = takenFrom(manifest).flatMap(filesOf);
  const judgements = filesOf('annotations');
  const shelf = judgements.length > 0 ? await shelve(judgements) : undefined;
  return {
    name: folder,
    async *lines() {
      let before = 0;
      for (const file of files) {
        let last = 0;
        for await (const { number, text } of file.lines()) {
          last = number;
          yield { number: before + number, text };
        }
        before += last;
      }
    },
    ...(shelf ? { annotations: annotationsOn(shelf) } : {}),
    close: async () => shelf?.close(),
  };
}

/** The formats that are read: of messages and trees, which say the same, one. Annotations come to these, and the rest is made of them. */
function takenFrom({ lines }: Manifest): FormatName[] {
  return ['messages' in lines ? 'messages' : 'trees', 'summaries'];
}

function annotationsOn({ of, counts }: Shelf): Annotations {
  return { of: (name) => judgedIn(of(name)), counts };
}
