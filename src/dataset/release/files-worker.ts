import { on } from 'node:events';
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { notNoted } from '../../store/unfinished.ts';
import { writeToFiles } from '../export/output.ts';
import { answerWith, say } from '../thread-side.ts';
import type { FilesData, Portion } from './files-thread.ts';
import { createFormatFiles, filesOf, type WrittenFormat } from './format-files.ts';

// Writes the files of all formats of a release, of lines that others make meanwhile.

const { folder, wishes }: FilesData = workerData; // of the same program
const port = parentPort;
if (!port) throw new Error('this is a thread');
const portions: AsyncIterable<Portion[]> = on(port, 'message', { close: ['close'] });
await answerWith(() => write(portions));
port.close();

/** @throws DatasetError; then none of the files is there */
async function write(all: AsyncIterable<Portion[]>): Promise<WrittenFormat[]> {
  const paths = wishes.flatMap(filesOf);
  const files = paths.map((path) => join(folder, path));
  const { signal } = new AbortController();
  return await writeToFiles(files, { force: false, signal, unfinished: notNoted }, async (sinks) => {
    const formats = wishes.map((wish) =>
      createFormatFiles(wish, (path) => {
        const sink = sinks[paths.indexOf(path)];
        if (!sink) throw new Error(`no file for ${path}`);
        return sink;
      }),
    );
    for await (const [portion] of all) {
      if (portion === undefined || portion === 'end') break;
      const { index, side, lines } = portion;
      await formats[index]?.add(side, lines);
      say({ room: lines.length });
    }
    const written: WrittenFormat[] = [];
    for (const format of formats) written.push(await format.finish());
    return written;
  });
}
