import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { forgetInExports } from '../../src/dataset/forget-in-exports.ts';
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
  expect(await forgetInExports(folder, ['nobody said that'])).toBe(1);
  expect(await readdir(folder)).toEqual(['data.parquet']);
  const { parquetReadObjects } = await import('hyparquet');
  const buffer = table.buffer.slice(table.byteOffset, table.byteOffset + table.byteLength);
  const [row] = await parquetReadObjects({ file: buffer });
  expect(await forgetInExports(folder, [String(row?.text)])).toBe(1);
  expect(await readdir(folder)).toEqual([]);
});
