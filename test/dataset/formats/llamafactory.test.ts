import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readExportOptions } from '../../../src/dataset/export/options.ts';
import { openDatabase } from '../../../src/store/database.ts';
import { freshFolder } from '../../support/folder.ts';
import { putPeople, putTree } from '../support/collection.ts';
import { data } from '../support/command.ts';

/** A folder with a collection of one ranked pair in `data`. */
async function collection(): Promise<string> {
  const cwd = await freshFolder();
  const db = await openDatabase({ dataDir: join(cwd, 'data') });
  await putPeople(db, [{}]);
  await putTree(db, 0, {
    messages: [
      { text: 'Why?', rankings: [[2, 1]] },
      { parent: 0, text: 'worse', rank: 1 },
      { parent: 0, text: 'better', rank: 0 },
    ],
  });
  await db.destroy();
  return cwd;
}

const args = ['export', 'out.jsonl', '--format', 'llamafactory'];
const info = async (cwd: string) => JSON.parse(await readFile(join(cwd, 'dataset_info.json'), 'utf8'));

test('chosen and rejected are one message each, and the file is entered beside what is there', async () => {
  const cwd = await collection();
  await writeFile(join(cwd, 'dataset_info.json'), '{"mine": {"file_name": "mine.json"}}');
  expect((await data(args, { cwd })).code).toBe(0);
  const line = JSON.parse(await readFile(join(cwd, 'out.jsonl'), 'utf8'));
  expect(line).toMatchObject({
    conversations: [{ from: 'human', value: 'Why?' }],
    chosen: { from: 'gpt', value: 'better' },
    rejected: { from: 'gpt', value: 'worse' },
    margin: 1,
  });
  expect(await info(cwd)).toEqual({
    mine: { file_name: 'mine.json' },
    out: {
      file_name: 'out.jsonl',
      formatting: 'sharegpt',
      ranking: true,
      columns: { messages: 'conversations', chosen: 'chosen', rejected: 'rejected' },
    },
  });
});

test('a dataset_info.json that is none is told before anything is written, and stays', async () => {
  for (const text of ['[]', '{', 'null']) {
    const cwd = await collection();
    await writeFile(join(cwd, 'dataset_info.json'), text);
    expect(await data(args, { cwd })).toMatchObject({
      code: 1,
      stderr: 'dataset_info.json: it holds no JSON object, so nothing can be entered in it.\n',
    });
    expect(await readFile(join(cwd, 'dataset_info.json'), 'utf8')).toBe(text);
    await expect(readFile(join(cwd, 'out.jsonl'))).rejects.toThrow('ENOENT');
  }
});

test('a compressed file, which LLaMA-Factory does not read, is refused', () => {
  expect(() => readExportOptions(['a.jsonl.gz', '--format', 'llamafactory'], {})).toThrow('takes no .gz');
});
