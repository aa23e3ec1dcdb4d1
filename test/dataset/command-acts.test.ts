import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { seedSamples } from '../../src/backend/samples/seed.ts';
import { openDatabase } from '../../src/store/database.ts';
import { freshFolder } from '../support/folder.ts';
import { data } from './support/command.ts';

/** A folder with the samples in `data` and prompts in `mine/prompts.jsonl`; what the trail has of it. */
async function collection() {
  const cwd = await freshFolder();
  const dataDir = join(cwd, 'data');
  const opened = async <T>(work: (db: Awaited<ReturnType<typeof openDatabase>>) => Promise<T>) => {
    const db = await openDatabase({ dataDir });
    try {
      return await work(db);
    } finally {
      await db.destroy();
    }
  };
  await opened((db) => seedSamples(db, () => Date.UTC(2026, 0, 1)));
  await mkdir(join(cwd, 'mine'));
  await writeFile(join(cwd, 'mine', 'prompts.jsonl'), '{"text":"What is bread?","lang":"en"}\n');
  await writeFile(join(cwd, 'bad.jsonl'), '{"lang":"en"}\n');
  const acts = () =>
    opened((db) =>
      db.selectFrom('backend_acts').select(['act', 'actor', 'after']).orderBy('created_at').execute(),
    );
  return { cwd, acts };
}

const entry = (act: string, after: object) => ({ act, actor: 'command-line', after: JSON.stringify(after) });

test('what a command line changes is in the trail, by the names of files without their folders', async () => {
  const { cwd, acts } = await collection();
  await data(['import', 'mine/prompts.jsonl'], { cwd });
  const imported = entry('import', { file: 'prompts.jsonl' });
  expect(await acts()).toEqual([imported]);
  await data(['backup', 'copy.sqlite'], { cwd });
  await data(['samples', 'remove'], { cwd });
  const [, removed] = await acts();
  expect(removed).toMatchObject({ act: 'samples_remove', actor: 'command-line' });
  expect(JSON.parse(removed?.after ?? '')).toEqual({ trees: 36, stories: expect.any(Number) });
  await data(['restore', 'copy.sqlite'], { cwd });
  expect(await acts()).toEqual([imported, entry('restore', { file: 'copy.sqlite' })]);
});

test('what changes nothing, and what was refused, is not', async () => {
  const { cwd, acts } = await collection();
  for (const [code, args] of [
    [65, ['import', 'bad.jsonl']],
    [0, ['export', 'out.jsonl', '--samples', '--state', 'all']],
    [0, ['backup', 'copy.sqlite']],
    [0, ['samples', 'remove']],
    [0, ['samples', 'remove']],
    [1, ['restore', 'none.sqlite']],
  ] as const)
    expect([args, (await data([...args], { cwd })).code]).toEqual([args, code]);
  expect((await acts()).map(({ act }) => act)).toEqual(['samples_remove']); // once, not the second time
});
