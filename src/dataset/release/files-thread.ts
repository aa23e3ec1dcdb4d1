import { openThread, type Said } from '../thread.ts';
import type { FilesWish, WrittenFormat } from './format-files.ts';

/** Where the thread writes, and which formats. */
export type FilesData = { folder: string; wishes: readonly FilesWish[] };
/** Whole lines for a side of one of the formats. */
export type Portion = { index: number; side: string; lines: string } | 'end';

/** The thread that makes files of lines. */
export type FilesThread = {
  /** Gives when there is room for more. @throws DatasetError when they could not be written */
  add(portion: Exclude<Portion, 'end'>): Promise<void>;
  /** What was written, when all of it is on the disk. @throws DatasetError; then none of the files is there */
  finish(): Promise<WrittenFormat[]>;
  /** Ends it, whatever it is at. */
  end(): Promise<void>;
};

const ROOM = 4_000_000; // characters that wait to be written

/** Begins the thread that makes JSON Lines and Parquet of lines, and takes their SHA-256. */
export function openFilesThread({ folder, wishes }: FilesData, signal: AbortSignal): FilesThread {
  const data = { folder, wishes: wishes.map(({ format, split }) => ({ format, split })) } satisfies FilesData;
  const { worker, outcome, end } = openThread<WrittenFormat[]>('release/files-worker', data, signal);
  let [waiting, isOver] = [0, false];
  let wake = () => {};
  const over = () => {
    isOver = true;
    wake();
  };
  outcome.then(over, over);
  worker.on('message', (said: Said<WrittenFormat[]>) => {
    if ('room' in said) waiting -= said.room;
    wake();
  });
  const send = (portion: Portion) => worker.postMessage(portion);
  return {
    async add(portion) {
      send(portion);
      waiting += portion.lines.length;
      while (waiting > ROOM && !isOver)
        await new Promise<void>((resolve) => {
          wake = resolve;
        });
      if (isOver) await outcome;
    },
    async finish() {
      send('end');
      return await outcome;
    },
    end,
  };
}
