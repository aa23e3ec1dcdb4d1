import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { openDatabase } from '../../src/store/database.ts';
import { scrub } from '../../src/store/scrub.ts';
import { freshFolder } from '../support/folder.ts';

const SECRET = 'Which of the two lighthouses is the older one?';

test('nothing that was deleted is left in the file or its log, and the connection that was open goes on', async () => {
  const dataDir = await freshFolder();
  const db = await openDatabase({ dataDir });
  onTestFinished(() => db.destroy());
  const bytes = async () => {
    const parts = ['bot.sqlite', 'bot.sqlite-wal'].map((name) => readFile(join(dataDir, name)));
    return Buffer.concat(await Promise.all(parts));
  };
  await sql`create table notes (id integer primary key, text text)`.execute(db);
  await sql`insert into notes (text) values (${SECRET}), ('stays')`.execute(db);
  await sql`delete from notes where text = ${SECRET}`.execute(db);
  expect((await bytes()).includes(SECRET)).toBe(true);
  expect(await scrub(db)).toBe(true);
  expect((await bytes()).includes(SECRET)).toBe(false);
  await sql`insert into notes (text) values ('later')`.execute(db);
  const { rows } = await sql`select text from notes order by id`.execute(db);
  expect(rows).toEqual([{ text: 'stays' }, { text: 'later' }]);
});
