import { DatasetError } from '../failures.ts';

const NEWLINE = 0x0a;
const LINE_LIMIT = 16 * 1024 * 1024;

/** One line of a file, counted from 1. `text` is undefined when the bytes are not UTF-8. */
export type Line = { number: number; text: string | undefined };

/**
 * The lines of a byte stream, without their ends and without blank ones, however the bytes are cut into
 * chunks.
 * @throws DatasetError for a line of more than `longest` bytes
 */
export async function* splitLines(
  chunks: AsyncIterable<Uint8Array>,
  longest = LINE_LIMIT,
): AsyncGenerator<Line> {
  let number = 0;
  let rest: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of chunks) {
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, start)) {
      number += 1;
      yield* lineOf(number, [...rest, chunk.subarray(start, end)]);
      rest = [];
      size = 0;
      start = end + 1;
    }
    rest.push(chunk.subarray(start));
    size += chunk.length - start;
    if (size > longest)
      throw new DatasetError(`Line ${number + 1} is longer than ${Math.floor(longest / 1_048_576)} MiB.`);
  }
  yield* lineOf(number + 1, rest);
}

function* lineOf(number: number, parts: readonly Uint8Array[]): Generator<Line> {
  const text = decode(Buffer.concat(parts));
  if (text?.trim() !== '') yield { number, text };
}

/** Without a byte order mark: the decoder takes it away. */
function decode(bytes: Uint8Array) {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
