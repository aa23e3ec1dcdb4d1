import { createHash } from 'node:crypto';
import { formats } from '../export/formats/index.ts';
import type { ExportRequest } from '../export/lines.ts';
import type { Sink } from '../export/sink.ts';
import { pathsOf } from '../layout/paths.ts';
import type { FileContents, FormatContents } from './contents.ts';
import { createParquetFile, type ParquetFile } from './parquet-file.ts';
import { rowReader } from './rows-of-lines.ts';
import { tableColumns } from './table-columns.ts';

/** The side of a release without a split. */
export const WHOLE = 'train';

/** What the files of a format are for. */
export type FilesWish = Pick<ExportRequest, 'format' | 'split'>;

/** The sides that the files of a release are for. */
export function sidesOf({ split }: Pick<FilesWish, 'split'>): readonly string[] {
  return split?.map(({ name }) => name) ?? [WHOLE];
}

/** The paths of the files of a format, of all sides. */
export function filesOf(wish: FilesWish): string[] {
  return sidesOf(wish).flatMap((name) => Object.values(pathsOf(wish.format, name)));
}

/** The files of one format while they are written: JSON Lines and Parquet of every side. */
export type FormatFiles = {
  /** Adds whole lines of JSON to a side. */
  add(side: string, lines: string): Promise<void>;
  finish(): Promise<WrittenFormat>;
};
export type WrittenFormat = FormatContents & { files: FileContents[] };

type Side = { jsonl: Hashed; table: ParquetFile; parquet: Hashed; lines: number };
type Hashed = { path: string; write(chunk: string | Uint8Array): Promise<void>; sha256(): string };

/** Begins the files of a format; what they are made of goes into the sink of each path. */
export function createFormatFiles(wish: FilesWish, sinkOf: (path: string) => Sink): FormatFiles {
  const { format } = wish;
  const columns = tableColumns(formats[format]);
  const rowsOf = rowReader(columns);
  const sides = new Map(sidesOf(wish).map((name) => [name, createSide(name)]));
  return {
    async add(name, lines) {
      const side = sides.get(name);
      if (!side) throw new Error(`no side ${name}`);
      const rows = rowsOf(lines);
      side.lines += rows.length;
      await side.jsonl.write(lines);
      await side.table.add(rows);
    },
    async finish() {
      for (const { table } of sides.values()) await table.finish();
      const all = [...sides.values()].flatMap(({ jsonl, parquet }) => [jsonl, parquet]);
      return {
        format,
        lines: new Map([...sides].map(([name, { lines }]) => [name, lines])),
        files: all.map(({ path, sha256 }) => ({ path, sha256: sha256() })),
      };
    },
  };

  function createSide(name: string): Side {
    const paths = pathsOf(format, name);
    const [jsonl, parquet] = [hashed(paths.jsonl), hashed(paths.parquet)];
    return {
      jsonl,
      parquet,
      table: createParquetFile(columns, parquet.write),
      lines: 0,
    };
  }

  function hashed(path: string): Hashed {
    const hash = createHash('sha256');
    const sink = sinkOf(path);
    return {
      path,
      async write(chunk) {
        hash.update(chunk);
        await sink.write(chunk);
      },
      sha256: () => hash.digest('hex'),
    };
  }
}
