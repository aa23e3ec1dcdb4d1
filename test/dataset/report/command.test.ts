import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { DatasetError } from '../../../src/dataset/failures.ts';
import { readReportOptions } from '../../../src/dataset/report/options.ts';
import { runReport } from '../../../src/dataset/report/report.ts';
import { openDatabase } from '../../../src/store/database.ts';
import { freshFolder } from '../../support/folder.ts';
import { putPeople, putTree } from '../support/collection.ts';
import { data } from '../support/command.ts';
import { putCrowd } from './support/crowd.ts';

async function crowd(trees = 30): Promise<string> {
  const cwd = await freshFolder();
  const db = await openDatabase({ dataDir: join(cwd, 'data') });
  await putCrowd(db, { trees, seed: 3 });
  await db.destroy();
  return cwd;
}

const PNG = '89504e470d0a1a0a';

test('a report is Markdown or JSON on the standard output, or a folder with both and pictures', async () => {
  const cwd = await crowd();
  const page = await data(['report'], { cwd });
  expect(page).toMatchObject({ code: 0, stderr: '' });
  const json = await data(['report', '--json'], { cwd });
  expect(JSON.parse(json.stdout)).toMatchObject({ asked: {}, version: 1, counts: { trees: 30 } });

  const { trees, messages } = JSON.parse(json.stdout).counts;
  expect(await data(['report', 'out'], { cwd })).toEqual({
    ...{ code: 0, stdout: '' },
    stderr: `Reported on ${trees} trees, ${messages} messages: README.md, figures.json and 5 pictures are in out.\n`,
  });
  const names = (await readdir(join(cwd, 'out'))).sort();
  const pictures = ['agreement.png', 'fragility.png', 'labels.png', 'lengths.png', 'people.png'];
  expect(names).toEqual([...pictures, 'figures.json', 'README.md'].sort());
  expect(await readFile(join(cwd, 'out', 'figures.json'), 'utf8')).toBe(json.stdout);
  const shown = await readFile(join(cwd, 'out', 'README.md'), 'utf8');
  expect([...shown.matchAll(/!\[[^\]]+\]\(([^)]+)\)\n\n/g)].map(([, file]) => file).sort()).toEqual(pictures);
  expect(shown.replaceAll(/!\[[^\]]+\]\([^)]+\)\n\n/g, '')).toBe(page.stdout);
  for (const picture of pictures)
    expect((await readFile(join(cwd, 'out', picture))).subarray(0, 8).toString('hex')).toBe(PNG);
});

test('the same data make the same report, and an earlier one is replaced by force alone', async () => {
  const cwd = await crowd();
  const once = await data(['report', 'out'], { cwd });
  expect(once.code).toBe(0);
  const before = await readFile(join(cwd, 'out', 'figures.json'), 'utf8');
  expect(await data(['report', 'out'], { cwd })).toEqual({
    ...{ code: 1, stdout: '' },
    stderr: 'out is there already: choose another name, or add --force.\n',
  });
  expect((await data(['report', 'out', '--force'], { cwd })).code).toBe(0);
  expect(await readFile(join(cwd, 'out', 'figures.json'), 'utf8')).toBe(before);
});

test('a folder that is no report is not replaced', async () => {
  const cwd = await crowd(1);
  await mkdir(join(cwd, 'other'));
  await writeFile(join(cwd, 'other', 'figures.json'), '{"mine": true}');
  expect(await data(['report', 'other', '--force'], { cwd })).toMatchObject({
    code: 1,
    stderr: 'other is there already, and is no report: choose another name.\n',
  });
  expect(await readdir(join(cwd, 'other'))).toEqual(['figures.json']);
});

test('one that is stopped leaves nothing behind', async () => {
  const cwd = await crowd(1);
  const stop = new AbortController();
  stop.abort();
  const options = readReportOptions([join(cwd, 'out'), '--data-dir', join(cwd, 'data')], {});
  const stream = new PassThrough();
  const around = {
    stdin: Readable.from([]),
    stdout: stream,
    stderr: stream,
    now: () => 0,
    signal: stop.signal,
  };
  await expect(runReport(options, around)).rejects.toThrow(new DatasetError('Stopped before the end.'));
  expect(await readdir(cwd)).toEqual(['data']);
});

test('what was asked for stands in the report, and what that leaves out', async () => {
  const cwd = await crowd();
  const { stdout, stderr } = await data(['report', '--lang', 'de', '--until', '2027-01-01'], { cwd });
  expect(stdout).toContain('Of what `--lang de --until 2027-01-01` chooses.');
  expect(stderr).toBe('Left out: 20 trees in other languages (--lang en).\n');
  expect(stdout).toContain(stderr.trim());
});

test('of few messages no estimate is made up', async () => {
  const cwd = await freshFolder();
  const db = await openDatabase({ dataDir: join(cwd, 'data') });
  await putPeople(db, [{}, {}]);
  await putTree(db, 0, {
    messages: [
      {
        text: 'p',
        labels: [{ spam: 1 }, { spam: 0 }],
        rankings: [
          [1, 2],
          [2, 1],
        ],
      },
      { parent: 0, text: 'a' },
      { parent: 0, text: 'b' },
    ],
  });
  await db.destroy();
  const { stdout } = await data(['report'], { cwd });
  expect(stdout).toContain('| `spam` | prompts | 1 | 2 | too few to say | too few to say |');
  expect(stdout).toContain('| replies of the assistant | 1 | 1 | 2 | too few to say | too few to say |');
  expect(stdout).not.toMatch(/NaN|Infinity|undefined|null/);
});

test.each([
  [
    ['report', '--json', 'out'],
    '--json is for the standard output: a folder gets figures.json in any case.\n',
  ],
  [['report', '--force'], '--force says nothing about the standard output.\n'],
  [['report', '--lang', 'English?'], '--lang must be languages like en or pt-BR, with commas between.\n'],
  [
    ['report', '--deleted', 'only'],
    'A choice of `only` one sort tears trees apart, and of these a report is.\n',
  ],
])('%j is refused', async (args, stderr) => {
  expect(await data(args, { cwd: await freshFolder() })).toEqual({ code: 64, stdout: '', stderr });
});

test('options of an export that say nothing about a report are unknown to it', async () => {
  const { code, stderr } = await data(['report', '--split', 'train=1'], { cwd: await freshFolder() });
  expect(code).toBe(64);
  expect(stderr).toContain("Unknown option '--split'");
});
