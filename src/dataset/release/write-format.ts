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
import { featuresOf } from '../schemas/features.ts';
import type { FileContents, FormatContents } from './contents.ts';
import { createParquetFile, type ParquetFile } from './parquet-file.ts';

/** The side of a release without a split. */
const WHOLE = 'train';

/** The sides that the files of a release are for. */
export function sidesOf({ split }: Pick<ExportRequest, 'split'>): readonly string[] {
  return split?.map(({ name }) => name) ?? [WHOLE];
}

/** Told of every line, with the row it was made of. */
export type Reader = (row: object, line: string) => void;

type Side = { jsonl: Hashed; table: { file: ParquetFile; bytes: Hashed } | undefined; lines: number };
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
  const paths = names.flatMap((name) =>
    Object.values(pathsOf(format, name)).filter((path) => path !== undefined),
  );
  for (const path of paths) await mkdir(dirname(join(folder, path)), { recursive: true });
  const sides = new Map<string, Side>();
  const files = paths.map((path) => join(folder, path));
  await writeToFiles(files, { force: false, signal }, async (sinks) => {
    const all = new Map(paths.map((path, index) => [path, hashed(path, sinks[index])]));
    for (const name of names) sides.set(name, sideOf(wish, name, all));
    for await (const { side = WHOLE, rows } of exportRows(db, wish, account))
      await add(sides.get(side), rows);
    for (const { table } of sides.values()) await table?.file.finish();
  });
  return {
    format,
    lines: new Map([...sides].map(([name, { lines }]) => [name, lines])),
    files: [...sides.values()].flatMap(({ jsonl, table }) =>
      [jsonl, ...(table ? [table.bytes] : [])].map(({ path, sha256 }) => ({ path, sha256: sha256() })),
    ),
  };

  async function add(side: Side | undefined, rows: readonly object[]) {
    if (!side) return;
    const lines = rows.map(jsonLine);
    for (const [index, row] of rows.entries()) read(row, lines[index] ?? '');
    side.lines += rows.length;
    await side.jsonl.write(lines.join(''));
    await side.table?.file.add(rows);
  }
}

function sideOf({ format }: ExportRequest, name: string, all: ReadonlyMap<string, Hashed>): Side {
  const { jsonl, parquet } = pathsOf(format, name);
  const [lines, bytes] = [all.get(jsonl), all.get(parquet ?? '')];
  if (!lines) throw new Error(`no file ${jsonl}`);
  const columns = featuresOf(formats[format].line);
  const isTable = bytes !== undefined && !Array.isArray(columns) && !('dtype' in columns);
  return {
    jsonl: lines,
    table: isTable
      ? { bytes, file: createParquetFile(Object.fromEntries(Object.entries(columns)), bytes.write) }
      : undefined,
    lines: 0,
  };
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
