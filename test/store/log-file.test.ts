import { statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { openDatabase } from '../../src/store/database.ts';
import { openLogFile } from '../../src/store/log-file.ts';
import { onDisk } from '../../src/store/on-disk.ts';
import { freshFolder } from '../support/folder.ts';

const fine = { openLog: openLogFile, failed: (error: unknown) => expect.unreachable(String(error)) };

test('what is committed is in the log that is taken to the disk, which stays the same file', async () => {
  const dataDir = await freshFolder();
  const file = join(dataDir, 'bot.sqlite-wal');
  const db = await openDatabase({ dataDir, groups: fine });
  onTestFinished(() => db.destroy());
  const { ino } = statSync(file);
  await db.insertInto('backend_languages').values({ lang: 'a-language-to-be-found' }).execute();
  await onDisk(db);
  expect((await readFile(file)).includes('a-language-to-be-found')).toBe(true);
  await sql`pragma wal_checkpoint(truncate)`.execute(db);
  await db.insertInto('backend_languages').values({ lang: 'another-language' }).execute();
  await onDisk(db);
  expect((await readFile(file)).includes('another-language')).toBe(true);
  expect(statSync(file).ino).toBe(ino);
});

test('another connection that comes and goes does not take the log away', async () => {
  const dataDir = await freshFolder();
  const db = await openDatabase({ dataDir, groups: fine });
  onTestFinished(() => db.destroy());
  const { ino } = statSync(join(dataDir, 'bot.sqlite-wal'));
  const other = await openDatabase({ dataDir });
  await other.insertInto('backend_languages').values({ lang: 'de' }).execute();
  await other.destroy();
  expect(statSync(join(dataDir, 'bot.sqlite-wal')).ino).toBe(ino);
});
