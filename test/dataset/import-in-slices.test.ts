import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { DatasetError } from '../../src/dataset/failures.ts';
import { runImport } from '../../src/dataset/import/import.ts';
import { readImportOptions } from '../../src/dataset/import/options.ts';
import { fileSource } from '../../src/dataset/import/source.ts';
import { store } from '../../src/dataset/import/store-slices.ts';
import { survey } from '../../src/dataset/import/survey.ts';
import { wholeTrees } from '../../src/dataset/import/whole-trees.ts';
import { openDatabase } from '../../src/store/database.ts';
import { databases } from '../support/database.ts';
import { freshFolder } from '../support/folder.ts';
import { uuid } from './support/collection.ts';
import { type Db, everything, exported, importSettings } from './support/text.ts';

const TREES = 130;
const SIZE = 10;
const how = { arrival: 'file', textLimit: 2_000, settings: importSettings } as const;
const storing = { settings: importSettings, now: 0 };

/** More than two slices: chains of ten messages, those of all trees mixed with each other. */
function mixed(changed = ''): string {
  const lines = Array.from({ length: SIZE }, (_, depth) =>
    Array.from({ length: TREES }, (_, tree) =>
      JSON.stringify({
        message_id: uuid(`${tree}/${depth}`),
        parent_id: depth === 0 ? null : uuid(`${tree}/${depth - 1}`),
        user_id: uuid(`author ${(tree + depth) % 7}`),
        created_date: '2026-01-01T00:00:00Z',
        text: `Message ${depth} of tree ${tree}${changed}`,
        role: depth % 2 ? 'assistant' : 'prompter',
        lang: 'en',
        review_count: 3,
        review_result: true,
        synthetic: false,
        tree_state: 'ready_for_export',
      }),
    ),
  );
  return lines.flat().join('\n');
}

async function prepared(db: Db, text = mixed()) {
  const file = join(await freshFolder(), 'in.jsonl');
  await writeFile(file, text);
  const source = fileSource(file);
  const found = await survey(db, source, how);
  return { file, source, found, trees: () => wholeTrees(source, found, how, 0) };
}

const noRest = async () => {};

async function sizes(db: Db): Promise<number[]> {
  const rows = await db
    .selectFrom('backend_messages')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .groupBy('tree_id')
    .execute();
  return rows.map(({ count }) => Number(count));
}

describe.each(databases)('on $name', ({ open }) => {
  test('others get their turn between slices, and never see half a tree', async () => {
    const db = await open();
    const { trees } = await prepared(db);
    const seen: number[] = [];
    const stored = await store(db, trees(), storing, async () => {
      const now = await sizes(db); // waits for ever while a transaction holds the connection of SQLite
      expect(new Set(now)).toEqual(new Set([SIZE]));
      seen.push(now.length);
    });
    expect(stored).toEqual({ trees: TREES, messages: TREES * SIZE, added: { trees: 0, messages: 0 } });
    expect(seen).toEqual([50, 100, TREES]);
  });

  test('an import that dies half way leaves whole trees, and the same again adds the rest', async () => {
    const [db, straight] = [await open(), await open()];
    await store(straight, (await prepared(straight)).trees(), storing, noRest);
    const { trees } = await prepared(db);
    const failure = await store(db, trees(), storing, async () => {
      throw new Error('The power is off.');
    }).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(DatasetError);
    expect(String(failure)).toContain('The power is off. 50 trees are imported, the rest not');
    expect(await sizes(db)).toEqual(Array.from({ length: 50 }, () => SIZE));

    const again = await prepared(db);
    expect(again.found).toMatchObject({ known: 50 * SIZE, faults: [] });
    expect(await store(db, again.trees(), storing, noRest)).toMatchObject({ trees: TREES - 50 });
    expect(await exported(db, everything)).toBe(await exported(straight, everything));
  });

  test('trees that come by another way meanwhile stay as they are', async () => {
    const db = await open();
    const [first, second] = [await prepared(db), await prepared(db, mixed(', again'))];
    expect(await store(db, second.trees(), storing, noRest)).toMatchObject({ trees: TREES });
    const before = await exported(db, everything);
    expect(await store(db, first.trees(), storing, noRest)).toEqual({
      trees: 0,
      messages: 0,
      added: { trees: 0, messages: 0 },
    });
    expect(await exported(db, everything)).toBe(before);
  });

  test('two imports of the same at once store it once', async () => {
    const db = await open();
    const both = [await prepared(db), await prepared(db)];
    const stored = await Promise.all(both.map(({ trees }) => store(db, trees(), storing, noRest)));
    expect(stored.reduce((sum, { trees }) => sum + trees, 0)).toBe(TREES);
    expect(await sizes(db)).toEqual(Array.from({ length: TREES }, () => SIZE));
  });

  test('a file that has changed after it was checked is told, with what is stored of it', async () => {
    const db = await open();
    const { file, trees } = await prepared(db);
    await writeFile(file, mixed().split('\n').slice(0, -1).join('\n'));
    await expect(store(db, trees(), storing, noRest)).rejects.toThrow(
      /has changed while it was read. 100 trees are/,
    );
    expect(new Set(await sizes(db))).toEqual(new Set([SIZE]));
  });
});

test('another connection to the file can write in every rest', async () => {
  const dataDir = await freshFolder();
  const [db, other] = [await openDatabase({ dataDir }), await openDatabase({ dataDir })];
  const { trees } = await prepared(db);
  let turns = 0;
  await store(db, trees(), storing, async () => {
    turns += 1;
    await other
      .insertInto('backend_languages')
      .values({ lang: `x${turns}` })
      .execute();
  });
  expect(turns).toBe(3);
  await db.destroy();
  await other.destroy();
});

test('an import that is told to stop says so and stores nothing while it still checks', async () => {
  const dataDir = await freshFolder();
  const file = join(dataDir, 'in.jsonl');
  await writeFile(file, mixed());
  const around = {
    stdin: Readable.from([]),
    stdout: new PassThrough(),
    stderr: new PassThrough(),
    now: () => 0,
    signal: AbortSignal.abort(),
  };
  const options = readImportOptions([file, '--data-dir', dataDir], {});
  await expect(runImport(options, around)).rejects.toThrow(`${file}: stopped before the end.`);
  expect(around.stdout.readableLength).toBe(0);
  const db = await openDatabase({ dataDir });
  expect(await sizes(db)).toEqual([]);
  await db.destroy();
});
