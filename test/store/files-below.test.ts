import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { filesBelow } from '../../src/store/files-below.ts';
import { freshFolder } from '../support/folder.ts';

test('every file below a folder is found, in order, without what links lead to and what a disk keeps for itself', async () => {
  const folder = await freshFolder();
  for (const name of ['b', join('b', 'c'), 'lost+found', 'empty']) await mkdir(join(folder, name));
  const files = ['a', join('b', 'a'), join('b', 'c', 'd'), join('b.x')].map((name) => join(folder, name));
  for (const file of [...files, join(folder, 'lost+found', '1')]) await writeFile(file, '');
  await symlink(folder, join(folder, 'b', 'again'));
  await symlink(join(folder, 'a'), join(folder, 'link'));
  expect(await filesBelow(folder)).toEqual(files.toSorted());
});

test('below no folder is no file, and what is no folder is a fault', async () => {
  const folder = await freshFolder();
  expect(await filesBelow(join(folder, 'none'))).toEqual([]);
  await writeFile(join(folder, 'file'), '');
  await expect(filesBelow(join(folder, 'file'))).rejects.toThrow('ENOTDIR');
});
