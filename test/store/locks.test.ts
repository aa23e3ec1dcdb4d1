import { existsSync, readFileSync, statSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { backUp } from '../../src/store/backup.ts';
import { openDatabase } from '../../src/store/database.ts';
import { databaseCopies, rewriteCopy } from '../../src/store/database-copies.ts';
import { openLogFile } from '../../src/store/log-file.ts';
import { freshFolder } from '../support/folder.ts';

// Linux tells which locks a process has; elsewhere nobody could say.
const locks = '/proc/locks';

/** How many locks this process has on a database's file and on its index. */
function held(folder: string): Record<string, number> {
  const lines = readFileSync(locks, 'utf8').split('\n');
  return Object.fromEntries(
    ['bot.sqlite', 'bot.sqlite-shm'].map((name) => {
      const { ino } = statSync(join(folder, name));
      const own = lines.filter((line) => line.includes(` ${process.pid} `) && line.includes(`:${ino} `));
      return [name, own.length];
    }),
  );
}

test.skipIf(!existsSync(locks))(
  'what else is done with the files of an open database costs it no lock',
  async () => {
    const folder = await freshFolder();
    const database = await openDatabase({ dataDir: folder });
    onTestFinished(() => database.destroy());
    await database.selectFrom('people').selectAll().execute();
    const before = held(folder);
    expect(Object.values(before).every((count) => count > 0)).toBe(true);

    await backUp(folder, join(folder, 'monday.sqlite'));
    expect(await databaseCopies(folder)).toEqual([join(folder, 'monday.sqlite')]);
    expect(held(folder)).toEqual(before);

    const log = await openLogFile(join(folder, 'bot.sqlite'));
    await log.sync();
    await log.close();
    expect(held(folder)).toEqual(before);

    const second = await openDatabase({
      dataDir: folder,
      groups: { openLog: openLogFile, failed: () => {} },
    });
    await second.selectFrom('people').selectAll().execute();
    await second.destroy();
    expect(held(folder)).toEqual(before);
  },
);

test('what an earlier rewriting left is deleted, and nothing else, whatever the folder is called', async () => {
  const folder = join(await freshFolder(), 'of.erasing.people');
  const database = await openDatabase({ dataDir: folder });
  onTestFinished(() => database.destroy());
  await backUp(folder, join(folder, 'monday.sqlite'));
  for (const name of ['monday.sqlite.erasing', 'monday.sqlite.erasing-wal'])
    await writeFile(join(folder, name), '');
  expect(await databaseCopies(folder)).toEqual([join(folder, 'monday.sqlite')]);
  const left = (await readdir(folder)).filter((name) => !/-(wal|shm)$/.test(name));
  expect(left.toSorted()).toEqual(['bot.sqlite', 'bot.sqlite.mark', 'monday.sqlite']);
});

test('a copy that could not be rewritten is as it was, and nothing lies beside it', async () => {
  const folder = await freshFolder();
  const database = await openDatabase({ dataDir: folder });
  await database.destroy();
  const copy = join(folder, 'monday.sqlite');
  await backUp(folder, copy);
  const before = await readFile(copy);
  const files = await readdir(folder);
  const failing = rewriteCopy(copy, async () => {
    throw new Error('the disk is full');
  });
  await expect(failing).rejects.toThrow('the disk is full');
  expect(await readdir(folder)).toEqual(files);
  expect(await readFile(copy)).toEqual(before);
});
