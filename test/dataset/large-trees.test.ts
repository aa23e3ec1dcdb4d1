import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { asyncBufferFromFile, parquetReadObjects } from 'hyparquet';
import { expect, onTestFinished, test } from 'vitest';
import { type FormatName, formatNames } from '../../src/dataset/export/formats/index.ts';
import { nothingLeftOut } from '../../src/dataset/export/left-out.ts';
import { exportPages } from '../../src/dataset/export/lines.ts';
import { createReading } from '../../src/dataset/export/reading.ts';
import { jsonLine } from '../../src/dataset/json-line.ts';
import { openDatabase } from '../../src/store/database.ts';
import { memoryDatabase } from '../support/database.ts';
import { freshFolder } from '../support/folder.ts';
import { data } from './support/command.ts';
import { putLargeTree, type TreeShape } from './support/large-tree.ts';
import { everything, parsed, usualShape } from './support/text.ts';

const shapes = ['deep', 'wide'] as const satisfies readonly TreeShape[];
const REPLIES = 10_000;
const ofTrees = formatNames.filter((format) => !format.startsWith('summar'));

/** An export of a tree, page by page; `look` is told of everything that it looks at in one of its messages. */
async function pagesOf(
  { shape, replies }: { shape: TreeShape; replies: number },
  options: { format: FormatName; paths?: 'best' | 'all' },
  look: (name: string | symbol) => void,
) {
  const db = await memoryDatabase();
  onTestFinished(() => db.destroy());
  await putLargeTree(db, { shape, replies });
  const counting = <T extends object>(message: T) =>
    new Proxy(message, {
      get(target, name) {
        look(name);
        return Reflect.get(target, name);
      },
    });
  const reading = createReading(db);
  const { format, paths = 'best' } = options;
  const made = { ...usualShape, paths };
  const wish = { format, choice: everything, shape: made, salt: undefined, split: undefined };
  return exportPages(
    {
      ...reading,
      async once(name, keys, read) {
        const found = await reading.once(name, keys, read);
        if (name === 'trees' && Array.isArray(found))
          for (const tree of found) tree.messages = tree.messages.map(counting);
        return found;
      },
    },
    wish,
    { note() {}, leftOut: nothingLeftOut() },
  );
}

/** How often an export of a tree looks at something of one of its messages. */
async function looksAt(tree: { shape: TreeShape; replies: number }, format: FormatName) {
  let looks = 0;
  const pages = await pagesOf(tree, { format }, () => {
    looks += 1;
  });
  for await (const page of pages) for (const { rows } of page) for (const row of rows) jsonLine(row);
  return looks;
}

test.each(shapes.flatMap((shape) => ofTrees.map((format) => [shape, format] as const)))(
  'of a %s tree that is twice as large no more than about twice as much is looked at for %s',
  async (shape, format) => {
    const once = await looksAt({ shape, replies: 500 }, format);
    expect(once).toBeGreaterThan(500);
    expect(await looksAt({ shape, replies: 1_000 }, format)).toBeLessThan(2.3 * once); // n² would be 4
  },
);

test.each([
  ['deep', 'kto', 'best'],
  ['deep', 'prompts', 'all'],
  ['wide', 'sft', 'all'],
  ['wide', 'pairs', 'best'],
  ['wide', 'llamafactory', 'best'],
] as const)('of a %s tree a line of %s is made when it is asked for', async (shape, format, paths) => {
  let texts = 0;
  const pages = await pagesOf({ shape, replies: 200 }, { format, paths }, (name) => {
    if (name === 'text') texts += 1;
  });
  const perLine: number[] = [];
  for await (const page of pages)
    for (const { rows } of page)
      for (const _ of rows) {
        perLine.push(texts);
        texts = 0;
      }
  const longest = shape === 'deep' ? 201 : 5; // a conversation, or a prompt and two replies that are compared first
  expect(perLine.length).toBeGreaterThanOrEqual(10);
  expect(Math.min(...perLine)).toBeGreaterThan(0);
  expect(Math.max(...perLine)).toBeLessThanOrEqual(longest);
});

test.each(shapes)('a %s tree of 10,000 replies comes whole in a release of every format', async (shape) => {
  const cwd = await freshFolder();
  const db = await openDatabase({ dataDir: join(cwd, 'data') });
  await putLargeTree(db, { shape, replies: REPLIES });
  await db.destroy();
  const formats = ofTrees.filter((format) => format !== 'llamafactory').join();
  const done = await data(
    ['export', 'r', '--release', '--no-report', '--state', 'all', '--format', formats],
    { cwd },
  );
  expect(done).toMatchObject({ code: 0, stderr: expect.stringContaining('messages: 10,001 lines.') });
  const linesOf = async (format: string) =>
    parsed(await readFile(join(cwd, 'r', 'jsonl', format, 'train.jsonl'), 'utf8'));
  const [tree] = await linesOf('trees');
  expect(idsBelow(tree?.prompt)).toEqual((await linesOf('messages')).map(({ message_id }) => message_id));
  const file = await asyncBufferFromFile(join(cwd, 'r', 'data', 'trees', 'train.parquet'));
  const [row] = await parquetReadObjects({ file });
  expect(idsBelow(JSON.parse(String(row?.prompt)))).toHaveLength(REPLIES + 1);
  const [conversation] = await linesOf('sft');
  expect(conversation?.messages).toHaveLength(shape === 'deep' ? REPLIES : 2);
  expect(await linesOf('kto')).toHaveLength(shape === 'deep' ? 10 : 20);
  expect(await linesOf('pairs')).toHaveLength(shape === 'deep' ? 0 : 190);
});

type Node = { message_id: string; replies: Node[] };

/** The ids of a message and of all below it, depth first. */
function idsBelow(message: unknown): string[] {
  const ids: string[] = [];
  const open = [message as Node]; // of a line that is checked elsewhere
  for (let next = open.pop(); next; next = open.pop()) {
    ids.push(next.message_id);
    open.push(...next.replies.toReversed());
  }
  return ids;
}
