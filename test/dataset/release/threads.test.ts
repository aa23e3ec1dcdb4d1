import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import { DatasetError } from '../../../src/dataset/failures.ts';
import { openFilesThread } from '../../../src/dataset/release/files-thread.ts';
import { readReleaseOptions } from '../../../src/dataset/release/options.ts';
import { runRelease } from '../../../src/dataset/release/release.ts';
import { openDatabase } from '../../../src/store/database.ts';
import { freshFolder } from '../../support/folder.ts';

const wishes = [{ format: 'prompts', split: undefined }] as const;
const line = `${JSON.stringify({ prompt: [], lang: 'en', message_tree_id: 'a'.repeat(200_000) })}\n`;
const going = () => new AbortController().signal;
const add = { index: 0, side: 'train', lines: line };

test('what the disk does not take is told in one sentence to whoever makes the lines', async () => {
  const folder = await freshFolder();
  await writeFile(join(folder, 'data'), 'a file where a folder should be');
  const files = openFilesThread({ folder, wishes }, going());
  const adding = async () => {
    for (;;) await files.add(add);
  };
  await expect(adding()).rejects.toThrow(DatasetError);
  await expect(files.finish()).rejects.toThrow(
    /data\/prompts\/train.parquet: a part of the path is a file\.$/,
  );
  await files.end();
});

test('many lines more than there is room for are written in order', async () => {
  const folder = await freshFolder();
  const files = openFilesThread({ folder, wishes }, going());
  for (let turn = 0; turn < 60; turn += 1) await files.add(add); // three times the room
  const [prompts] = await files.finish();
  await files.end();
  expect(prompts?.lines).toEqual(new Map([['train', 60]]));
  expect(prompts?.files.map(({ path }) => path)).toEqual([
    'jsonl/prompts/train.jsonl',
    'data/prompts/train.parquet',
  ]);
});

test('a thread that is stopped says so, and one that breaks gives its error', async () => {
  const stop = new AbortController();
  const stopped = openFilesThread({ folder: await freshFolder(), wishes }, stop.signal);
  stop.abort();
  await expect(stopped.finish()).rejects.toThrow(new DatasetError('Stopped before the end.'));

  const broken = openFilesThread({ folder: await freshFolder(), wishes }, going());
  await expect(async () => {
    for (;;) await broken.add({ ...add, side: 'nowhere' });
  }).rejects.toThrow('no side nowhere');
  await broken.end();
});

test('a release that is stopped leaves nothing behind', async () => {
  const cwd = await freshFolder();
  await (await openDatabase({ dataDir: join(cwd, 'data') })).destroy();
  await mkdir(join(cwd, 'out'));
  const options = readReleaseOptions(
    [join(cwd, 'out', 'r'), '--release', '--data-dir', join(cwd, 'data')],
    {},
  );
  const around = {
    stdin: new PassThrough(),
    stdout: new PassThrough(),
    stderr: new PassThrough(),
    now: Date.now,
  };
  const running = runRelease(options, { ...around, signal: AbortSignal.abort() });
  await expect(running).rejects.toThrow(new DatasetError('Stopped before the end.'));
  expect(await readdir(join(cwd, 'out'))).toEqual([]);
});
