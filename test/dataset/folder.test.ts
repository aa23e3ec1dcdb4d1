import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { DatasetError } from '../../src/dataset/failures.ts';
import { fillFolder } from '../../src/dataset/folder.ts';
import { clearUnfinished } from '../../src/store/clear-unfinished.ts';
import { createUnfinished, notNoted } from '../../src/store/unfinished.ts';
import { memoryDatabase } from '../support/database.ts';
import { freshFolder } from '../support/folder.ts';

const write = (text: string) => (folder: string) => writeFile(join(folder, 'text'), text);

test('of two that fill a folder at once the first has it, and the other says that it is there', async () => {
  const cwd = await freshFolder();
  const folder = join(cwd, 'release');
  const options = { force: false, recognize: async () => {}, unfinished: notNoted };
  const other = fillFolder(folder, options, async (partial) => {
    await fillFolder(folder, options, write('of the first'));
    await write('of the other')(partial);
  });
  await expect(other).rejects.toThrow(
    new DatasetError(`${folder}: it is there already; choose another name, or add --force.`),
  );
  expect(await readFile(join(folder, 'text'), 'utf8')).toBe('of the first');
  expect(await readdir(cwd)).toEqual(['release']);
});

test('what one that died has left is in nobody’s way', async () => {
  const cwd = await freshFolder();
  await mkdir(join(cwd, '.release.0b5e7a0e-0000-4000-8000-000000000000.partial'));
  const options = { force: false, recognize: async () => {}, unfinished: notNoted };
  await fillFolder(join(cwd, 'release'), options, write('whole'));
  expect(await readFile(join(cwd, 'release', 'text'), 'utf8')).toBe('whole');
});

test.each([
  ['still writing', true],
  ['done but for the name', false],
])(
  'where somebody is forgotten meanwhile there is no folder, and it is told why, %s',
  async (_when, writes) => {
    const cwd = await freshFolder();
    const db = await memoryDatabase();
    onTestFinished(() => db.destroy());
    const options = { force: false, recognize: async () => {}, unfinished: createUnfinished(db) };
    const filling = fillFolder(join(cwd, 'release'), options, async (partial) => {
      await write('of somebody')(partial);
      await clearUnfinished(db);
      if (writes) await write('of somebody')(partial);
    });
    await expect(filling).rejects.toThrow(
      new DatasetError(
        'Meanwhile somebody is forgotten who may be in what was written, so it was deleted: do it again.',
      ),
    );
    expect(await readdir(cwd)).toEqual([]);
  },
);
