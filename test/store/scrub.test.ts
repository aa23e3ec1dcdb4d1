import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { openDatabase } from '../../src/store/database.ts';
import { nobodyReadsOlder, scrub } from '../../src/store/scrub.ts';
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

test('whoever reads the database as it was before a deletion is seen until they are done', async () => {
  const dataDir = await freshFolder();
  const db = await openDatabase({ dataDir });
  onTestFinished(() => db.destroy());
  await sql`create table notes (text text)`.execute(db);
  await sql`insert into notes (text) values (${SECRET})`.execute(db);
  expect(await nobodyReadsOlder(db)).toBe(true);
  for (const read of ['select text from notes', 'select 1 from sqlite_schema']) {
    const reader = new DatabaseSync(join(dataDir, 'bot.sqlite'), { readOnly: true });
    reader.exec('begin');
    reader.prepare(read).get();
    await sql`insert into notes (text) values ('later')`.execute(db);
    expect(await nobodyReadsOlder(db)).toBe(false);
    reader.exec('commit');
    expect(await nobodyReadsOlder(db)).toBe(true);
    reader.close();
  }
});
