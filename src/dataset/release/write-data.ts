import { createHmac } from 'node:crypto';
import { join } from 'node:path';
import type { Db } from '../../backend/db.ts';
import { count } from '../counting.ts';
import { type Account, nothingWritten } from '../export/account.ts';
import { leftOutLine, nothingLeftOut } from '../export/left-out.ts';
import { type ExportRequest, exportPages } from '../export/lines.ts';
import { writeToFiles } from '../export/output.ts';
import { createSharedReading, type Reading } from '../export/reading.ts';
import type { Sink } from '../export/sink.ts';
import { collectionKey } from '../splits/key.ts';
import type { Contents } from './contents.ts';
import { createFormatFiles, type FormatFiles, filesOf } from './format-files.ts';
import type { Ledger } from './ledger.ts';
import type { ReleaseOptions } from './options.ts';

type Ways = { folder: string; ledger: Ledger; signal: AbortSignal; show: Account['note'] };

/**
 * Writes every format, and says of each what was written and what was left out. All go through the collection side by side,
 * a page at a time, so that it is read once.
 * @throws DatasetError; then none of the files is there
 */
export async function writeData(
  db: Db,
  { wishes, previous }: Pick<ReleaseOptions, 'wishes' | 'previous'>,
  { folder, ledger, signal, show }: Ways,
): Promise<{ contents: Contents; said: string }> {
  const reading = createSharedReading(db);
  const key = await releaseKey(db);
  const langs = new Set<string>();
  const paths = wishes.flatMap(filesOf);
  const files = paths.map((path) => join(folder, path));
  return await writeToFiles(files, { force: false, signal }, async (sinks) => {
    const writers = wishes.map((wish, index) => {
      const named = { ...wish, shape: { ...wish.shape, key: wish.shape.key || key } };
      const shown = index === 0 ? show : () => {}; // of all that are as far
      return createWriter(reading, named, { files: createFormatFiles(wish, sinkOf), read, show: shown });
    });
    for (let open = writers; open.length > 0; ) {
      const more = new Set<Writer>();
      for (const writer of open) if (await writer.next()) more.add(writer);
      open = open.filter((writer) => more.has(writer));
    }
    const formats: (Contents['formats'][number] & Pick<Contents, 'files'>)[] = [];
    for (const { files: one } of writers) formats.push(await one.finish());
    return {
      contents: { formats, files: formats.flatMap((one) => one.files), langs: [...langs].sort() },
      said: writers.map(({ said }) => said()).join(''),
    };

    function sinkOf(path: string): Sink {
      const sink = sinks[paths.indexOf(path)];
      if (!sink) throw new Error(`no file for ${path}`);
      return sink;
    }
  });

  function read({ format }: ExportRequest, row: object, line: string) {
    const isText = format === 'messages' || format === 'summaries';
    if (isText && previous !== undefined) ledger.now(format, row, line);
    const lang: unknown = Reflect.get(row, 'lang');
    if (typeof lang === 'string') langs.add(lang);
  }
}

/** Pseudonyms are the same in every release. */
async function releaseKey(db: Db): Promise<string> {
  return createHmac('sha256', await collectionKey(db))
    .update('release')
    .digest('hex');
}

/** Writes one format; `next` is false when all is written. */
type Writer = { files: FormatFiles; next(): Promise<boolean>; said(): string };

function createWriter(
  reading: Reading,
  wish: ExportRequest,
  about: {
    files: FormatFiles;
    read(wish: ExportRequest, row: object, line: string): void;
    show: Account['note'];
  },
): Writer {
  const { files, read, show } = about;
  const leftOut = nothingLeftOut();
  let total = nothingWritten();
  const note = (written: typeof total) => {
    total = written;
    show(written);
  };
  const pages = exportPages(reading, wish, { note, leftOut });
  return {
    files,
    async next() {
      const { value: page, done } = await pages.next();
      if (done) return false;
      await files.add(page, (row, line) => read(wish, row, line));
      return true;
    },
    said: () =>
      `${wish.format}: ${count(total.lines, 'line')}. ${leftOutLine(leftOut)}`.trimEnd().concat('\n'),
  };
}
