import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { explainFile } from '../failures.ts';
import { openSink, type Sink } from './sink.ts';

/** Text in parts, as they come or all at once. */
type Chunks = AsyncIterable<string> | readonly string[];

/**
 * Writes text to a stream that stays open, waiting whenever it is full.
 * @throws DatasetError when nobody reads it
 */
export async function writeToStream(chunks: Chunks, stream: Writable, signal: AbortSignal): Promise<void> {
  try {
    await pipeline(Readable.from(chunks, { highWaterMark: 1 }), stream, { signal, end: false });
  } catch (error) {
    throw explainFile(error, 'The standard output');
  }
}

/**
 * Writes text to a file: it is there whole or not at all.
 * @throws DatasetError, among others when the file exists and may not be replaced
 */
export async function writeToFile(
  chunks: Chunks,
  file: string,
  options: { force: boolean; signal: AbortSignal },
): Promise<void> {
  await writeToFiles([file], options, async ([sink]) => {
    for await (const chunk of chunks) await sink?.write(chunk);
  });
}

/**
 * Writes several files at once, which get their names when all of them are complete. `fill` is given a sink for each,
 * in their order; what it gives is given.
 * @throws DatasetError; then none of them is there
 */
export async function writeToFiles<T>(
  files: readonly string[],
  options: { force: boolean; signal: AbortSignal },
  fill: (sinks: readonly Sink[]) => Promise<T>,
): Promise<T> {
  const sinks: Sink[] = [];
  try {
    for (const file of files) sinks.push(await openSink(file, options));
    const filled = await fill(sinks);
    for (const sink of sinks) await sink.finish();
    for (const sink of sinks) await sink.commit();
    return filled;
  } finally {
    for (const sink of sinks) await sink.discard();
  }
}
