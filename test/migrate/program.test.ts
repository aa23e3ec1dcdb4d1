import { join } from 'node:path';
import { expect, test } from 'vitest';
import { migrateFrom } from '../../src/migrate/program.ts';
import { openSqliteFile } from '../../src/store/sqlite.ts';
import { freshFolder } from '../support/folder.ts';

async function run(env: Record<string, string>) {
  let [said, complaints] = ['', ''];
  const stdout = { write: (words: string) => (said += words) };
  const stderr = { write: (words: string) => (complaints += words) };
  const code = await migrateFrom({ env, stdout, stderr });
  return { code, said, complaints };
}

test('the schema is brought up to date, whether anything was there or not', async () => {
  const DATA_DIR = await freshFolder();
  for (const _ of [1, 2]) {
    expect(await run({ DATA_DIR })).toEqual({
      code: 0,
      said: 'The schema of the database is up to date.\n',
      complaints: '',
    });
  }
  const database = await openSqliteFile(join(DATA_DIR, 'bot.sqlite'));
  expect(database.prepare('select count(*) as count from sessions').get()).toEqual({ count: 0 });
  database.close();
});

test('what stands in the way is told in one line', async () => {
  expect(await run({ DATABASE_URL: 'mysql://db' })).toMatchObject({
    code: 78,
    complaints: expect.stringMatching(/^DATABASE_URL must be .*\n$/),
  });
  expect(await run({ DATABASE_URL: 'postgres://127.0.0.1:1/none' })).toMatchObject({ code: 1 });
});
