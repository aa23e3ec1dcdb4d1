// A release whose process is killed when all texts are on the disk, in a folder that is not the bot's.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { systemClock } from '../../../src/clock.ts';
import { forgettingInFiles } from '../../../src/forget-in-files.ts';
import { createLogger } from '../../../src/log.ts';
import { openDatabase } from '../../../src/store/database.ts';
import { compileCache } from '../../support/compile-cache.ts';
import { freshFolder } from '../../support/folder.ts';
import { putPeople, putTree } from '../support/collection.ts';
import { data } from '../support/command.ts';

const program = fileURLToPath(new URL('../support/dying-release.ts', import.meta.url));
const TEXT = 'What only one person ever wrote';

/** A collection, and a folder outside of it for its releases. */
async function collection() {
  const cwd = await freshFolder();
  const db = await openDatabase({ dataDir: join(cwd, 'data') });
  await putPeople(db, [{}]);
  await putTree(db, 0, { messages: [{ text: TEXT }] });
  await db.destroy();
  await mkdir(join(cwd, 'out'));
  return { cwd, out: join(cwd, 'out') };
}

/** Begins a release and gives how to kill it, once its files are there. */
async function beginRelease(cwd: string, ...more: string[]) {
  const args = [join(cwd, 'out', 'v1'), '--release', '--no-report', '--data-dir', join(cwd, 'data'), ...more];
  const child = spawn(process.execPath, [program, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...compileCache, PATH: process.env.PATH },
  });
  await once(child.stdout, 'data');
  return async () => {
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    expect(await ended).toEqual([null, 'SIGKILL']);
  };
}

async function textsIn(folder: string): Promise<string[]> {
  const files = await readdir(folder, { recursive: true, withFileTypes: true });
  const found = files.filter((one) => one.isFile()).map((one) => join(one.parentPath, one.name));
  const texts = found.map(async (file) => ((await readFile(file, 'utf8')).includes(TEXT) ? [file] : []));
  return (await Promise.all(texts)).flat();
}

test('what a killed release has left is deleted by the next command that writes', async () => {
  const { cwd, out } = await collection();
  await (await beginRelease(cwd))();
  const [hidden = ''] = await readdir(out);
  expect(hidden).toMatch(/^\.v1\..*\.partial$/);
  expect(await textsIn(out)).not.toEqual([]);
  expect((await data(['export', 'elsewhere.jsonl'], { cwd })).code).toBe(0);
  expect(await readdir(out)).toEqual([]);
});

test('a release that goes on is left alone by others', async () => {
  const { cwd, out } = await collection();
  const kill = await beginRelease(cwd);
  const before = await readdir(out, { recursive: true });
  expect((await data(['export', join('out', 'v2'), '--release'], { cwd })).code).toBe(0);
  const after = await readdir(out, { recursive: true });
  expect(after.filter((path) => !path.startsWith('v2'))).toEqual(before);
  await kill();
});

test('a release that was to be replaced is there when the process is killed, and after', async () => {
  const { cwd, out } = await collection();
  expect((await data(['export', join('out', 'v1'), '--release', '--no-report'], { cwd })).code).toBe(0);
  const before = await readFile(join(out, 'v1', 'release.json'));
  await (await beginRelease(cwd, '--force'))();
  expect(await readFile(join(out, 'v1', 'release.json'))).toEqual(before);
  expect((await data(['export', 'elsewhere.jsonl'], { cwd })).code).toBe(0);
  expect(await readdir(out)).toEqual(['v1']);
});

test.each([['killed'], ['going on']])(
  'with a person goes what a release outside the data folder has of them that is %s',
  async (state) => {
    const { cwd, out } = await collection();
    const kill = await beginRelease(cwd);
    if (state === 'killed') await kill();
    const dataDir = join(cwd, 'data');
    const db = await openDatabase({ dataDir });
    const forget = forgettingInFiles({ db, dataDir, clock: systemClock, log: createLogger('silent') });
    await forget({ ids: ['1'], mode: 'erase', texts: [TEXT] });
    await db.destroy();
    expect(await readdir(out)).toEqual([]);
    if (state !== 'killed') await kill();
  },
);
