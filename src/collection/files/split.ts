import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { ViewFile } from '../../discord/view.ts';
import { UserError } from '../../locales/user-error.ts';

const packed = promisify(gzip);

/** How much text is compressed at a time, in bytes: smaller pieces compress worse. */
const PIECE = 512 * 1024;
/** The largest part, in bytes: Discord takes 25 MiB with one call. */
const MOST_PART = 24 * 1024 * 1024;

/** A part of an export; `isOnly` for one that is the whole. */
export type Part = { file: ViewFile; isOnly: boolean };

/**
 * Chunks of whole lines as files of at most `limit` bytes: one as it is where that fits; else compressed, in as many parts as
 * it takes, of whole lines each. Compressed parts put one behind the other are the whole file (RFC 1952, 2.2).
 * @throws UserError for a line that is too large for a part of its own
 */
export async function* inParts(
  name: string,
  chunks: AsyncIterable<string>,
  limit: number,
): AsyncGenerator<Part> {
  const most = Math.min(limit, MOST_PART);
  const [plain, rest] = await upTo(chunks, most);
  if (rest === undefined) {
    const data = Buffer.concat(plain);
    if (data.byteLength > 0)
      yield { file: { name, data, contentType: 'application/x-ndjson' }, isOnly: true };
    return;
  }
  let number = 0;
  let last: Buffer | undefined;
  for await (const data of packedParts(pieces(plain, rest), most)) {
    if (last) yield { file: partOf(name, ++number, last), isOnly: false };
    last = data;
  }
  if (!last) return;
  const isOnly = number === 0;
  yield { file: isOnly ? zipped(`${name}.gz`, last) : partOf(name, ++number, last), isOnly };
}

/** All of it where it is no more than `most` bytes; else what was read by then, and the rest. */
async function upTo(
  chunks: AsyncIterable<string>,
  most: number,
): Promise<[read: Buffer[], rest: AsyncIterator<string> | undefined]> {
  const iterator = chunks[Symbol.asyncIterator]();
  const read: Buffer[] = [];
  let size = 0;
  for (let next = await iterator.next(); !next.done; next = await iterator.next()) {
    const bytes = Buffer.from(next.value);
    read.push(bytes);
    size += bytes.byteLength;
    if (size > most) return [read, iterator];
  }
  return [read, undefined];
}

/** The same text in pieces of whole lines that are worth compressing. */
async function* pieces(read: Buffer[], rest: AsyncIterator<string>): AsyncGenerator<Buffer> {
  let piece: Buffer[] = [];
  let size = 0;
  for await (const chunk of following(read, rest)) {
    piece.push(chunk);
    size += chunk.byteLength;
    if (size < PIECE) continue;
    yield Buffer.concat(piece);
    piece = [];
    size = 0;
  }
  if (size > 0) yield Buffer.concat(piece);
}

async function* following(read: Buffer[], rest: AsyncIterator<string>): AsyncGenerator<Buffer> {
  for (let next = read.shift(); next; next = read.shift()) yield next;
  for (let next = await rest.next(); !next.done; next = await rest.next()) yield Buffer.from(next.value);
}

async function* packedParts(pieces: AsyncIterable<Buffer>, most: number): AsyncGenerator<Buffer> {
  let part: Buffer[] = [];
  let size = 0;
  for await (const piece of pieces)
    for await (const member of members(piece, most)) {
      if (size + member.byteLength > most) {
        yield Buffer.concat(part);
        part = [];
        size = 0;
      }
      part.push(member);
      size += member.byteLength;
    }
  if (size > 0) yield Buffer.concat(part);
}

const NEWLINE = 0x0a;

/** A piece compressed; in halves of whole lines where it is larger than a part even so. */
async function* members(piece: Buffer, most: number): AsyncGenerator<Buffer> {
  const member = await packed(piece);
  if (member.byteLength <= most) return yield member;
  const middle = piece.lastIndexOf(NEWLINE, piece.byteLength >> 1) + 1;
  const cut = middle > 0 ? middle : piece.indexOf(NEWLINE) + 1;
  if (cut === 0 || cut === piece.byteLength) throw new UserError('files.too_big');
  yield* members(piece.subarray(0, cut), most);
  yield* members(piece.subarray(cut), most);
}

function partOf(name: string, number: number, data: Buffer): ViewFile {
  const [stem = name, ...ends] = name.split('.');
  return zipped(`${[`${stem}-${String(number).padStart(3, '0')}`, ...ends].join('.')}.gz`, data);
}

function zipped(name: string, data: Buffer): ViewFile {
  return { name, data, contentType: 'application/gzip' };
}
