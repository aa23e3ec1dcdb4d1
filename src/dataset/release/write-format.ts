import { createHash } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Db } from '../../backend/db.ts';
import type { Account } from '../export/account.ts';
import { formats } from '../export/formats/index.ts';
import { type ExportRequest, exportRows } from '../export/lines.ts';
import { writeToFiles } from '../export/output.ts';
import type { Sink } from '../export/sink.ts';
import { jsonLine } from '../json-line.ts';
import { pathsOf } from '../layout/paths.ts';
import type { FileContents, FormatContents } from './contents.ts';
import { createParquetFile, type ParquetFile } from './parquet-file.ts';
import { tableColumns } from './table-columns.ts';

/** The side of a release without a split. */
const WHOLE = 'train';

/** The sides that the files of a release are for. */
export function sidesOf({ split }: Pick<ExportRequest, 'split'>): readonly string[] {
  return split?.map(({ name }) => name) ?? [WHOLE];
}

/** Told of every line, with the row it was made of. */
export type Reader = (row: object, line: string) => void;

type Side = { jsonl: Hashed; table: ParquetFile; parquet: Hashed; lines: number };
type Hashed = { path: string; write(chunk: string | Uint8Array): Promise<void>; sha256(): string };

/**
 * Writes one format of a release in one go: JSON Lines and Parquet of every side.
 * @throws DatasetError
 */
export async function writeFormat(
  db: Db,
  wish: ExportRequest,
  { folder, account, read, signal }: { folder: string; account: Account; read: Reader; signal: AbortSignal },
): Promise<FormatContents & { files: FileContents[] }> {
  const { format } = wish;
  const names = sidesOf(wish);
  const paths = names.flatMap((name) => Object.values(pathsOf(format, name)));
  for (const path of paths) await mkdir(dirname(join(folder, path)), { recursive: true });
  const sides = new Map<string, Side>();
  const files = paths.map((path) => join(folder, path));
  await writeToFiles(files, { force: false, signal }, async (sinks) => {
    const all = new Map(paths.map((path, index) => [path, hashed(path, sinks[index])]));
    for (const name of names) sides.set(name, sideOf(wish, name, all));
    for await (const { side = WHOLE, rows } of exportRows(db, wish, account))
      await add(sides.get(side), rows);
    for (const { table } of sides.values()) await table.finish();
  });
  return {
    format,
    lines: new Map([...sides].map(([name, { lines }]) => [name, lines])),
    files: [...sides.values()].flatMap(({ jsonl, parquet }) =>
      [jsonl, parquet].map(({ path, sha256 }) => ({ path, sha256: sha256() })),
    ),
  };

  async function add(side: Side | undefined, rows: readonly object[]) {
    if (!side) return;
    const lines = rows.map(jsonLine);
    for (const [index, row] of rows.entries()) read(row, lines[index] ?? '');
    side.lines += rows.length;
    await side.jsonl.write(lines.join(''));
    await side.table.add(rows);
  }
}

function sideOf({ format }: ExportRequest, name: string, all: ReadonlyMap<string, Hashed>): Side {
  const paths = pathsOf(format, name);
  const [jsonl, parquet] = [all.get(paths.jsonl), all.get(paths.parquet)];
  if (!jsonl || !parquet) throw new Error(`no file for ${name} of ${format}`);
  const table = createParquetFile(tableColumns(formats[format]), parquet.write);
  return { jsonl, parquet, table, lines: 0 };
}

function hashed(path: string, sink: Sink | undefined): Hashed {
  const hash = createHash('sha256');
  return {
    path,
    async write(chunk) {
      hash.update(chunk);
      await sink?.write(chunk);
    },
    sha256: () => hash.digest('hex'),
  };
}
