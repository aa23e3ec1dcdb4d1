import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, onTestFinished, test } from 'vitest';
import { groupAll } from '../../../src/dataset/splits/groups.ts';
import { bandsOf } from '../../../src/dataset/splits/min-hash.ts';
import { openDatabase } from '../../../src/store/database.ts';
import { freshFolder } from '../../support/folder.ts';
import { putPeople, putTree } from '../support/collection.ts';

/** A collection of one person's, and another connection to its file, which waits for nobody. */
async function besideAnother() {
  const dataDir = await freshFolder();
  const db = await openDatabase({ dataDir });
  const other = new DatabaseSync(join(dataDir, 'bot.sqlite'), { timeout: 0 });
  onTestFinished(async () => {
    other.close();
    await db.destroy();
  });
  await putPeople(db, [{}]);
  return { db, other };
}

test('while it is worked out what texts are like, others can write', async () => {
  const { db, other } = await besideAnother();
  for (let index = 0; index < 3; index += 1)
    await putTree(db, index, { messages: [{ text: `Which number comes after ${index}?` }] });
  let written = 0;
  await groupAll(db, 'a key', (text, key) => {
    other.exec('begin immediate; rollback'); // refused at once while anybody else writes
    written += 1;
    return bandsOf(text, key);
  });
  expect(written).toBe(3);
  expect(await db.selectFrom('dataset_groups').select('root').execute()).toHaveLength(3);
});

test('a text that is changed just then is grouped by what it says in the end', async () => {
  const { db, other } = await besideAnother();
  await putTree(db, 1, { messages: [{ text: 'What is bread made of, and since when?' }] });
  const seen: string[] = [];
  await groupAll(db, 'a key', (text, key) => {
    if (seen.length === 0) other.exec("update backend_messages set text = 'Why is the sky blue at noon?'");
    seen.push(text);
    return bandsOf(text, key);
  });
  expect(seen).toEqual(['What is bread made of, and since when?', 'Why is the sky blue at noon?']);
  const bands = await db.selectFrom('dataset_bands').select('band').execute();
  expect(bands.map(({ band }) => band).toSorted()).toEqual(
    bandsOf('Why is the sky blue at noon?', 'a key').toSorted(),
  );
});
