// Nothing half-done gets its name on a disk that is full. The disk is a small one in memory, of a mount namespace of its own.
import { spawnSync } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { openDatabase } from '../../src/store/database.ts';
import { compileCache } from '../support/compile-cache.ts';
import { freshFolder } from '../support/folder.ts';
import { putPeople, putTree } from './support/collection.ts';

const main = fileURLToPath(new URL('../../src/dataset/main.ts', import.meta.url));
const MOUNTED = 'mount -t tmpfs -o "size=$0" none disk && "$@"; code=$?; find disk; exit $code';

const mayMount = spawnSync('unshare', ['-rm', 'mount', '-t', 'tmpfs', 'none', '/tmp']).status === 0;
const whyNot = mayMount ? '' : ' (skipped: this user may not mount anything)';

/** Runs the command with a disk of that size in the folder `disk`, and gives what is on it afterwards. */
function onSmallDisk(cwd: string, size: string, args: readonly string[]) {
  const command = ['sh', '-c', MOUNTED, size, process.execPath, main, ...args];
  const { status, stdout, stderr } = spawnSync('unshare', ['-rm', ...command], {
    cwd,
    encoding: 'utf8',
    env: { ...compileCache, PATH: process.env.PATH },
  });
  return { code: status, stderr, left: stdout.trim().split('\n') };
}

async function collection() {
  const cwd = await freshFolder();
  const db = await openDatabase({ dataDir: join(cwd, 'data') });
  await putPeople(db, [{}]);
  for (let tree = 0; tree < 100; tree += 1)
    await putTree(db, tree, { messages: [{ text: `${tree} ${'long '.repeat(300)}` }] });
  await db.destroy();
  await mkdir(join(cwd, 'disk'));
  return cwd;
}

test.skipIf(!mayMount).each([
  [['export', 'disk/v1', '--release'], /^disk\/v1\/(data|jsonl)\/\w+\/train\.\w+: the disk is full\.\n$/],
  [['export', 'disk/all.jsonl'], /^disk\/all\.jsonl: the disk is full\.\n$/],
  [['backup', 'disk/b.sqlite'], /^The database disk\/b\.sqlite cannot grow: the disk is full\.\n$/],
])(`%j leaves nothing on a full disk, and says so${whyNot}`, async (args, said) => {
  const cwd = await collection();
  const done = onSmallDisk(cwd, '64k', args);
  expect(done).toEqual({ code: 1, stderr: expect.stringMatching(said), left: ['disk'] });
});

test.skipIf(!mayMount)(`an import into a database that cannot grow says so in words${whyNot}`, async () => {
  const cwd = await freshFolder();
  await mkdir(join(cwd, 'disk'));
  const line = (index: number) => JSON.stringify({ text: `${index} ${'long '.repeat(300)}`, lang: 'en' });
  await writeFile(
    join(cwd, 'all.jsonl'),
    Array.from({ length: 3_000 }, (_, index) => line(index)).join('\n'),
  );
  const { code, stderr } = onSmallDisk(cwd, '3m', ['import', 'all.jsonl', '--data-dir', 'disk/data']);
  expect([code, stderr]).toEqual([
    1,
    expect.stringMatching(/^The database.* cannot grow: the disk is full\./),
  ]);
});
