import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Unfinished } from '../../store/unfinished.ts';
import { explainFile } from '../failures.ts';
import { finishing } from '../finishing.ts';
import { openSink, partialOf, type Sink } from './sink.ts';

/** Text in parts, as they come or all at once. */
type Chunks = AsyncIterable<string> | readonly string[];

/** Whether files that are there are replaced, when to stop, and where what is made is noted. */
export type FileWays = { force: boolean; signal: AbortSignal; unfinished: Unfinished };

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
export async function writeToFile(chunks: Chunks, file: string, options: FileWays): Promise<void> {
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
  { force, signal, unfinished }: FileWays,
  fill: (sinks: readonly Sink[]) => Promise<T>,
): Promise<T> {
  const sinks: Sink[] = [];
  const named = files.map((file) => ({ file, partial: partialOf(file) }));
  const partials = named.map(({ partial }) => partial);
  try {
    for (const partial of partials) await unfinished.note(partial);
    return await finishing(unfinished, partials, async () => {
      for (const { file, partial } of named) sinks.push(await openSink(file, partial, { force, signal }));
      const made = await fill(sinks);
      for (const sink of sinks) await sink.finish();
      const giveNames = async () => {
        for (const sink of sinks) await sink.commit();
      };
      return { made, giveNames };
    });
  } finally {
    for (const sink of sinks) await sink.discard();
    await unfinished.forget(partials);
  }
}
