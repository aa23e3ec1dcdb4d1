import { randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { DatasetError, explainFile } from '../failures.ts';
import type { Annotations } from './annotations/judged.ts';
import { type Line, splitLines } from './lines.ts';
import { isParquet, parquetLines } from './parquet.ts';

/** A file that can be read more than once. */
export type Source = {
  name: string;
  lines(): AsyncGenerator<Line>;
  /** What people said of things, where that comes apart from these. */
  annotations?: Annotations;
  close(): Promise<void>;
};

type Limits = { signal?: AbortSignal; mostUnpacked?: number; longestLine?: number };

/**
 * A file by name. Compression and Parquet are told by the first bytes, whatever it is called; what is compressed may hold
 * `mostUnpacked` bytes, and a line `longestLine`.
 */
export function fileSource(
  file: string,
  { name = file, ...limits }: Limits & { name?: string } = {},
): Source {
  const lines = () => linesOf(file, { name, ...limits });
  return { name, lines, close: async () => {} };
}

/**
 * What comes from a stream, kept in a temporary file until `close`.
 * @throws DatasetError
 */
export async function streamSource(stream: Readable, signal: AbortSignal): Promise<Source> {
  const file = join(tmpdir(), `dataset-${randomUUID()}.jsonl`);
  const close = () => rm(file, { force: true });
  try {
    await pipeline(stream, createWriteStream(file, { flags: 'wx', mode: 0o600 }), { signal });
  } catch (error) {
    await close();
    throw explainFile(error, 'The standard input');
  }
  return { ...fileSource(file, { name: 'the standard input', signal }), close };
}

async function* linesOf(
  file: string,
  { name, signal, mostUnpacked = Number.POSITIVE_INFINITY, longestLine }: Limits & { name: string },
): AsyncGenerator<Line> {
  try {
    const first = await beginning(file);
    if (isParquet(first)) return yield* parquetLines(file, name, signal);
    const bytes = createReadStream(file, { signal });
    yield* splitLines(isGzip(first) ? unzipped(bytes, mostUnpacked) : bytes, longestLine);
  } catch (error) {
    throw explainFile(error, name);
  }
}

async function* unzipped(bytes: Readable, most: number): AsyncGenerator<Buffer> {
  const gunzip = createGunzip();
  const copied = pipeline(bytes, gunzip);
  copied.catch(() => {}); // the reading below fails with the same error
  let size = 0;
  for await (const chunk of gunzip) {
    size += chunk.length;
    if (size > most) throw new DatasetError(`It holds more than ${Math.floor(most / 1_048_576)} MiB.`);
    yield chunk;
  }
  await copied;
}

async function beginning(file: string): Promise<Uint8Array> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(4), 0, 4, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

function isGzip(bytes: Uint8Array) {
  return bytes[0] === 0x1f && bytes[1] === 0x8b; // https://www.rfc-editor.org/rfc/rfc1952#page-6
}
