import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { nameKey } from '../../src/oasst/campaigns.ts';
import { openDatabase } from '../../src/store/database.ts';
import { freshFolder } from '../support/folder.ts';
import { uuid } from './support/collection.ts';
import { data } from './support/command.ts';

test('prompts are imported into a campaign, and exported from there', async () => {
  const cwd = await freshFolder();
  const db = await openDatabase({ dataDir: join(cwd, 'data') });
  await db
    .insertInto('backend_campaigns')
    .values({
      id: uuid('Kitchen'),
      name: 'Kitchen',
      name_key: nameKey('Kitchen'),
      topic: '',
      languages: '[]',
      created_at: 0,
    })
    .execute();
  await db.destroy();
  await writeFile(join(cwd, 'in.jsonl'), '{"text": "How do I boil an egg?", "lang": "en"}\n');
  const into = (name: string) => data(['import', 'in.jsonl', '--campaign', name], { cwd });
  expect(await into('Moon')).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('There is no campaign called “Moon”. There are “Kitchen”.'),
  });
  expect(await into('kitchen')).toMatchObject({ code: 0 });
  expect(await data(['import', 'in.jsonl'], { cwd })).toMatchObject({ code: 0 }); // it is here already, and stays in it
  const out = ['out.jsonl', '--state', 'all', '--format', 'messages', '--campaign', 'Kitchen'];
  expect(await data(['export', ...out], { cwd })).toMatchObject({ code: 0 });
  expect(JSON.parse(await readFile(join(cwd, 'out.jsonl'), 'utf8'))).toMatchObject({
    text: 'How do I boil an egg?',
  });
});
