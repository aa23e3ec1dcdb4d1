import { z } from 'zod';
import { DamagedFile, DatasetError } from '../failures.ts';
import type { Line } from './lines.ts';

const MAGIC = 'PAR1'; // https://parquet.apache.org/docs/file-format/

/** True for the beginning of a Parquet file, and for its end. */
export function isParquet(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(0, MAGIC.length)).toString('latin1') === MAGIC;
}

/**
 * The rows of a Parquet file, as lines of JSON with their numbers. Memory grows with its largest group of
 * rows.
 * @throws DatasetError when it cannot be understood, or when it is to stop
 */
export async function* parquetLines(
  file: string,
  name: string,
  signal: AbortSignal | undefined,
): AsyncGenerator<Line> {
  const { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } = await import('hyparquet');
  const buffer = await asyncBufferFromFile(file);
  const end = await buffer.slice(Math.max(0, buffer.byteLength - MAGIC.length));
  if (!isParquet(new Uint8Array(end))) throw new DamagedFile(`${name}: the Parquet file ends too early.`);
  const metadata = await understood(name, parquetMetadataAsync(buffer));
  let number = 0;
  for (const { num_rows } of metadata.row_groups) {
    if (signal?.aborted) throw new DatasetError(`${name}: stopped before the end.`);
    const range = { rowStart: number, rowEnd: number + Number(num_rows) };
    for (const row of await understood(name, parquetReadObjects({ file: buffer, metadata, ...range }))) {
      number += 1;
      yield { number, text: JSON.stringify(row, countable) };
    }
  }
}

/** 64-bit numbers of a table are counts and places, far below what a number holds; one that is not is a text of its digits. */
function countable(_: string, value: unknown) {
  if (typeof value !== 'bigint') return value;
  return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
}

const FromSystem = z.object({ code: z.string() });

const CONVERT = "pandas.read_parquet('in.parquet').to_json('out.jsonl', orient='records', lines=True)";

/** Tells a file that cannot be understood from one that cannot be opened. */
async function understood<T>(name: string, work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (cause) {
    if (FromSystem.safeParse(cause).success) throw cause;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new DatasetError(
      `${name}: this Parquet file cannot be read (${reason}). Make JSON Lines of it, in Python: ${CONVERT}`,
      { cause },
    );
  }
}
