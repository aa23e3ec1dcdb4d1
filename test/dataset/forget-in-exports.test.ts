import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { explainFile } from '../../src/dataset/failures.ts';
import { forgetInExports } from '../../src/dataset/forget-in-exports.ts';
import { fileSource } from '../../src/dataset/import/source.ts';
import { freshFolder } from '../support/folder.ts';

const OURS = 'Which of the two lighthouses\nis the "older" one?';
const lines = (...texts: string[]) =>
  texts.map((text) => `${JSON.stringify({ text, lang: 'en' })}\n`).join('');

test('lines that hold a text as a whole go, in whatever place and packing, and others stay as they are', async () => {
  const folder = await freshFolder();
  const file = (name: string) => join(folder, name);
  await writeFile(file('plain.jsonl'), lines('Why?', OURS, `${OURS} And why?`));
  await writeFile(file('packed.jsonl.gz'), gzipSync(lines(OURS, 'Why?')));
  const tree = { prompt: { text: 'Why?', replies: [{ text: 'Because.', replies: [{ text: OURS }] }] } };
  await writeFile(file('trees.jsonl'), `${JSON.stringify(tree)}\n${lines('Why?')}`);
  await writeFile(file('reports.jsonl'), `${JSON.stringify({ by: '123456789012345678' })}\n`);
  await writeFile(file('others.jsonl'), lines('Why?', 'no "JSON"'));
  await writeFile(file('backend.json'), JSON.stringify({ text: OURS }));
  expect(await forgetInExports(folder, [OURS, '123456789012345678'])).toBe(4);
  expect(await readFile(file('plain.jsonl'), 'utf8')).toBe(lines('Why?', `${OURS} And why?`));
  expect(gunzipSync(await readFile(file('packed.jsonl.gz'))).toString()).toBe(lines('Why?'));
  expect(await readFile(file('trees.jsonl'), 'utf8')).toBe(lines('Why?'));
  expect(await readFile(file('reports.jsonl'), 'utf8')).toBe('');
  expect(await readFile(file('others.jsonl'), 'utf8')).toBe(lines('Why?', 'no "JSON"'));
  expect(await readFile(file('backend.json'), 'utf8')).toContain('lighthouses'); // no export
  expect(await forgetInExports(folder, [OURS, '123456789012345678'])).toBe(0);
});

test('a table with such a text is deleted, and so is what is damaged; a table without one stays', async () => {
  const folder = await freshFolder();
  const table = await readFile(new URL('support/published.parquet', import.meta.url));
  await writeFile(join(folder, 'data.parquet'), table);
  await writeFile(join(folder, 'torn.jsonl.gz'), gzipSync(lines('Why?')).subarray(0, 20));
  await writeFile(join(folder, 'torn.parquet'), table.subarray(0, -1));
  expect(await forgetInExports(folder, ['nobody said that'])).toBe(2);
  expect(await readdir(folder)).toEqual(['data.parquet']);
  const { parquetReadObjects } = await import('hyparquet');
  const buffer = table.buffer.slice(table.byteOffset, table.byteOffset + table.byteLength);
  const [row] = await parquetReadObjects({ file: buffer });
  expect(await forgetInExports(folder, [String(row?.text)])).toBe(1);
  expect(await readdir(folder)).toEqual([]);
});

test.each([
  ['EACCES', 'this user may not open it'],
  ['EIO', 'the disk reports an error'],
  ['EMFILE', 'EMFILE'],
])('a file that cannot be read for %s stays and is told, and all others are done', async (code, reason) => {
  const folder = await freshFolder();
  for (const name of ['a.jsonl', 'b.jsonl', 'c.jsonl'])
    await writeFile(join(folder, name), lines('Why?', OURS));
  const fault = Object.assign(new Error(code), { code });
  const read = (file: string) => ({
    async *lines() {
      if (file.endsWith('b.jsonl')) throw explainFile(fault, file);
      yield* fileSource(file).lines();
    },
  });
  const failing = forgetInExports(folder, [OURS], read);
  await expect(failing).rejects.toThrow(/^Not every export could be looked through\. /);
  await expect(failing).rejects.toThrow(reason);
  expect(await readFile(join(folder, 'b.jsonl'), 'utf8')).toBe(lines('Why?', OURS));
  for (const name of ['a.jsonl', 'c.jsonl'])
    expect(await readFile(join(folder, name), 'utf8')).toBe(lines('Why?'));
  expect(await forgetInExports(folder, [OURS])).toBe(1);
  expect(await readFile(join(folder, 'b.jsonl'), 'utf8')).toBe(lines('Why?'));
});

test('a fault in the middle of writing anew leaves the file as it was, and nothing beside it', async () => {
  const folder = await freshFolder();
  const file = join(folder, 'a.jsonl');
  await writeFile(file, lines('Why?', OURS));
  let reads = 0;
  const read = () => ({
    async *lines() {
      reads += 1;
      yield* fileSource(file).lines();
      if (reads === 2) throw explainFile(Object.assign(new Error('EIO'), { code: 'EIO' }), file);
    },
  });
  await expect(forgetInExports(folder, [OURS], read)).rejects.toThrow('the disk reports an error');
  expect(await readdir(folder)).toEqual(['a.jsonl']);
  expect(await readFile(file, 'utf8')).toBe(lines('Why?', OURS));
});

test('lines that an import would not take for their length are looked through, and go or stay like others', async () => {
  const folder = await freshFolder();
  const long = 'x'.repeat(17 * 1024 * 1024);
  const both = `${JSON.stringify({ text: OURS, story: long })}\n`;
  await writeFile(join(folder, 'a.jsonl'), lines(long, 'Why?'));
  await writeFile(join(folder, 'b.jsonl'), both + lines(long, 'Why?'));
  expect(await forgetInExports(folder, [OURS])).toBe(1);
  for (const name of ['a.jsonl', 'b.jsonl'])
    expect((await readFile(join(folder, name), 'utf8')) === lines(long, 'Why?')).toBe(true);
});

test('a table that cannot be understood stays and is told', async () => {
  const folder = await freshFolder();
  await writeFile(join(folder, 'data.parquet'), 'PAR1 and then nothing of a table, PAR1');
  await expect(forgetInExports(folder, [OURS])).rejects.toThrow('this Parquet file cannot be read');
  expect(await readdir(folder)).toEqual(['data.parquet']);
});

test('what a run that was killed has left half-way is deleted, and nothing that is only called alike', async () => {
  const folder = await freshFolder();
  const names = ['a.jsonl', 'erasing.jsonl', 'my.erasing.notes', 'of.erasing.jsonl'];
  for (const name of [...names, 'a.jsonl.erasing', 'b.jsonl.gz.erasing'])
    await writeFile(join(folder, name), lines('Why?'));
  expect(await forgetInExports(folder, [OURS])).toBe(0);
  expect(await readdir(folder)).toEqual(names);
});
