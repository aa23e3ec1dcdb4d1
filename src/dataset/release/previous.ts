import { join } from 'node:path';
import { z } from 'zod';
import { DatasetError } from '../failures.ts';
import { fileSource } from '../import/source.ts';
import { parsedJson } from '../json-line.ts';
import { checkFile } from '../layout/check-file.ts';
import { MANIFEST, type Manifest, readManifest } from '../layout/manifest.ts';
import { pages } from '../layout/pages.ts';
import { pathsOf } from '../layout/paths.ts';
import type { Ledger, TextFormat } from './ledger.ts';
import { Tombstone } from './tombstones.ts';

/**
 * Enters what an earlier release had: its texts, and what was gone by then.
 * @throws DatasetError, among others when its ids were hashed in another way, or it is of another collection
 */
export async function enterPrevious(
  folder: string,
  { mark, collection }: Pick<Manifest, 'mark' | 'collection'>,
  ledger: Ledger,
): Promise<Manifest> {
  const manifest = await readManifest(folder);
  if (manifest.mark !== mark)
    throw new DatasetError(
      `${folder} has ids of another --salt: they cannot be compared with those of this one.`,
    );
  if (manifest.collection !== undefined && manifest.collection !== collection)
    throw new DatasetError(
      `${folder} is a release of another collection: nothing that is in it was ever here, and all of it would pass for deleted. ` +
        `Where this collection goes on with that one, take \`collection\` out of its ${MANIFEST}.`,
    );
  for (const format of ['messages', 'summaries'] as const)
    for (const side of format in manifest.lines ? manifest.sides : []) {
      const { jsonl } = pathsOf(format, side);
      await checkFile(folder, jsonl, manifest);
      for await (const { row, text } of rowsIn(join(folder, jsonl), rows[format]))
        ledger.before(format, row, text);
    }
  await checkFile(folder, pages.tombstones, manifest);
  for await (const { row } of rowsIn(join(folder, pages.tombstones), Tombstone)) ledger.gone(row);
  return manifest;
}

const rows: Readonly<Record<TextFormat, z.ZodType<object>>> = {
  messages: z.looseObject({ message_id: z.string() }),
  summaries: z.looseObject({ summary_id: z.string() }),
};

/**
 * The lines of a file, read and as they are.
 * @throws DatasetError with the number of one that is something else
 */
async function* rowsIn<T>(file: string, schema: z.ZodType<T>): AsyncGenerator<{ row: T; text: string }> {
  for await (const { number, text = '' } of fileSource(file).lines()) {
    const { data: row, success } = schema.safeParse(parsedJson(text));
    if (!success) throw new DatasetError(`${file}: line ${number} is not what a release writes there.`);
    yield { row, text };
  }
}
