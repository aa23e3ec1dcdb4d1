import { createReadStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { z } from 'zod';
import { DatasetError, explainFile } from '../failures.ts';
import { splitLines } from '../import/lines.ts';
import { jsonLine, parsedJson } from '../json-line.ts';

const BEGINNING = '{"message_id":'; // of every line that is written here
const STEP = 65_536; // bytes

const Reply = z.looseObject({ message_id: z.string(), parent_id: z.string(), model_name: z.string() });

/** A reply of a model, as `import` takes it. */
export type Reply = z.output<typeof Reply>;

/** A file that replies are added to, one whole line after another, so that it can be gone on with. */
export type RepliesFile = {
  /** What was in it. */
  before: readonly Reply[];
  /** Gives when the line is in the file. Several at once wait for one another. */
  add(reply: Reply): Promise<void>;
  /** Puts all on the disk. */
  close(): Promise<void>;
};

/**
 * Opens a file, or begins it. A last line that was cut short, because the process died while it wrote it, is taken away.
 * @throws DatasetError when something else is in it, which stays as it is
 */
export async function openReplies(file: string): Promise<RepliesFile> {
  let handle: FileHandle | undefined;
  try {
    handle = await open(file, 'a+', 0o600);
    if (!(await handle.stat()).isFile())
      throw new DatasetError(
        `${file}: replies are kept in a file on a disk, which this is not; name another.`,
      );
    const before = await repliesIn(file, handle);
    return { before, ...writer(handle, file) };
  } catch (error) {
    await handle?.close();
    throw explainFile(error, file);
  }
}

function writer(handle: FileHandle, file: string): Pick<RepliesFile, 'add' | 'close'> {
  let last = Promise.resolve();
  return {
    add(reply) {
      const added = last.then(() => handle.appendFile(jsonLine(reply)));
      last = added.catch(() => {}); // told to whoever added it
      return added.catch((error: unknown) => {
        throw explainFile(error, file);
      });
    },
    async close() {
      await last;
      await handle.sync();
      await handle.close();
    },
  };
}

/** Those on the whole lines of a file, and what is after them: whole too, or the beginning of one, which is cut off. */
async function repliesIn(file: string, handle: FileHandle): Promise<Reply[]> {
  const { start, bytes } = await lastLine(handle);
  const replies: Reply[] = [];
  if (start > 0)
    for await (const { number, text } of splitLines(createReadStream(file, { end: start - 1 })))
      replies.push(replyOn(text) ?? refuse(file, `line ${number} is`));
  if (bytes.length === 0) return replies;
  const last = replyOn(bytes.toString());
  if (last) await handle.appendFile('\n');
  else if (BEGINNING.startsWith(bytes.toString('latin1', 0, BEGINNING.length))) await handle.truncate(start);
  else refuse(file, 'its last line is');
  return last ? [...replies, last] : replies;
}

/** What stands after the last line end of a file, and where it begins. */
async function lastLine(handle: FileHandle): Promise<{ start: number; bytes: Buffer }> {
  const { size } = await handle.stat();
  let bytes = Buffer.alloc(0);
  for (let start = size; start > 0; ) {
    const length = Math.min(STEP, start);
    start -= length;
    const part = Buffer.alloc(length);
    await handle.read(part, 0, length, start);
    const end = part.lastIndexOf('\n');
    bytes = Buffer.concat([part.subarray(end + 1), bytes]);
    if (end >= 0) break;
  }
  return { start: size - bytes.length, bytes };
}

function replyOn(text: string | undefined): Reply | undefined {
  return Reply.safeParse(parsedJson(text ?? '')).data;
}

function refuse(file: string, what: string): never {
  throw new DatasetError(
    `${file}: ${what} no reply of a model, so nothing is added to it; name another file.`,
  );
}
