import { basename, dirname, join } from 'node:path';
import { linesOf } from '../json-line.ts';
import { portionsOf } from '../portions.ts';
import type { SideRows } from './lines.ts';
import { type FileWays, writeToFiles } from './output.ts';

/** The file of a side: `pairs.train.jsonl.gz` of `pairs.jsonl.gz`, in which loaders find the name of the side. */
export function sideFile(file: string, side: string): string {
  const [, stem = '', endings = ''] = /^(.+?)((?:\.[a-z0-9]+){0,2})$/i.exec(basename(file)) ?? [];
  return join(dirname(file), `${stem}.${side}${endings}`);
}

/**
 * Writes the lines of each side to its file, and says how many there are.
 * @throws DatasetError; then no file is there
 */
export async function writeSides(
  rows: AsyncIterable<SideRows>,
  { file, sides, ...options }: { file: string; sides: readonly string[] } & FileWays,
): Promise<Map<string, number>> {
  const lines = new Map(sides.map((side) => [side, 0]));
  const files = sides.map((side) => sideFile(file, side));
  await writeToFiles(files, options, async (sinks) => {
    for await (const { side = '', rows: some } of rows) {
      for (const portion of portionsOf(linesOf(counted(some, side))))
        await sinks[sides.indexOf(side)]?.write(portion);
    }
  });
  return lines;

  function* counted(some: Iterable<object>, side: string) {
    for (const row of some) {
      lines.set(side, (lines.get(side) ?? 0) + 1);
      yield row;
    }
  }
}
