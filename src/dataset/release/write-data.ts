import type { Db } from '../../backend/db.ts';
import { count } from '../counting.ts';
import { type Account, nothingWritten } from '../export/account.ts';
import { leftOutLine, nothingLeftOut } from '../export/left-out.ts';
import { type ExportRequest, exportPages } from '../export/lines.ts';
import { createSharedReading, type Reading } from '../export/reading.ts';
import { jsonLine } from '../json-line.ts';
import { portionsOf } from '../portions.ts';
import { derivedKey } from '../splits/key.ts';
import type { Contents } from './contents.ts';
import { openFilesThread } from './files-thread.ts';
import { WHOLE } from './format-files.ts';
import type { Ledger } from './ledger.ts';
import type { ReleaseOptions } from './options.ts';

type Ways = { folder: string; ledger: Ledger; signal: AbortSignal; show: Account['note'] };

/**
 * Writes every format, and says of each what was written and what was left out. All go through the collection side by side,
 * a page at a time, so that it is read once; the files are made of the lines in a thread of its own.
 * @throws DatasetError; then none of the files is there
 */
export async function writeData(
  db: Db,
  { wishes, previous }: Pick<ReleaseOptions, 'wishes' | 'previous'>,
  { folder, ledger, signal, show }: Ways,
): Promise<{ contents: Contents; said: string }> {
  const reading = createSharedReading(db);
  const key = await derivedKey(db, 'release'); // pseudonyms are the same in every release
  const langs = new Set<string>();
  const files = openFilesThread({ folder, wishes }, signal);
  try {
    const writers = wishes.map((wish, index) => {
      const named = { ...wish, shape: { ...wish.shape, key: wish.shape.key || key } };
      const shown = index === 0 ? show : () => {}; // of all that are as far
      const add = (side: string, lines: string) => files.add({ index, side, lines });
      return createWriter(reading, named, { add, read, show: shown });
    });
    for (let open = writers; open.length > 0; ) {
      const more = new Set<Writer>();
      for (const writer of open) if (await writer.next()) more.add(writer);
      open = open.filter((writer) => more.has(writer));
    }
    const formats = await files.finish();
    return {
      contents: { formats, files: formats.flatMap((one) => one.files), langs: [...langs].sort() },
      said: writers.map(({ said }) => said()).join(''),
    };
  } finally {
    await files.end();
  }

  function read({ format }: ExportRequest, row: object, line: string) {
    const isText = format === 'messages' || format === 'summaries';
    if (isText && previous !== undefined) ledger.now(format, row, line);
    const lang: unknown = Reflect.get(row, 'lang');
    if (typeof lang === 'string') langs.add(lang);
  }
}

/** Writes one format; `next` is false when all is written. */
type Writer = { next(): Promise<boolean>; said(): string };

function createWriter(
  reading: Reading,
  wish: ExportRequest,
  about: {
    add(side: string, lines: string): Promise<void>;
    read(wish: ExportRequest, row: object, line: string): void;
    show: Account['note'];
  },
): Writer {
  const { add, read, show } = about;
  const leftOut = nothingLeftOut();
  let total = nothingWritten();
  const note = (written: typeof total) => {
    total = written;
    show(written);
  };
  const pages = exportPages(reading, wish, { note, leftOut });
  return {
    async next() {
      const { value: page, done } = await pages.next();
      if (done) return false;
      for (const { side = WHOLE, rows } of page) {
        for (const portion of portionsOf(linesRead(rows))) await add(side, portion);
      }
      return true;
    },
    said: () =>
      `${wish.format}: ${count(total.lines, 'line')}. ${leftOutLine(leftOut)}`.trimEnd().concat('\n'),
  };

  /** Lines of rows, each read for what the release says of it. */
  function* linesRead(rows: Iterable<object>) {
    for (const row of rows) {
      const line = jsonLine(row);
      read(wish, row, line);
      yield line;
    }
  }
}
