import { copyFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Kysely } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { backUp, restore } from '../../src/store/backup.ts';
import { openDatabase } from '../../src/store/database.ts';
import { markOf, takesWrites } from '../../src/store/mark.ts';
import { meetPerson } from '../../src/store/people.ts';
import { presenceOf, rescueTo, watchPresence } from '../../src/store/presence.ts';
import type { Schema } from '../../src/store/schema.ts';
import { testClock } from '../support/clock.ts';
import { freshFolder } from '../support/folder.ts';
import { NOW } from '../support/stored.ts';

async function opened(dataDir: string): Promise<Kysely<Schema>> {
  const db = await openDatabase({ dataDir });
  let open = true;
  onTestFinished(async () => {
    if (open) await db.destroy();
  });
  const { destroy } = db;
  db.destroy = async () => {
    open = false;
    await destroy.call(db);
  };
  return db;
}

/** A folder with a database in which these people are. */
async function withPeople(...names: string[]) {
  const dataDir = await freshFolder();
  const db = await opened(dataDir);
  for (const name of names) await meetPerson(db, { id: name, name }, NOW);
  return { dataDir, db, file: join(dataDir, 'bot.sqlite') };
}

async function peopleIn(dataDir: string) {
  const db = await opened(dataDir);
  const rows = await db.selectFrom('people').select('id').orderBy('id').execute();
  await db.destroy();
  return rows.map(({ id }) => id);
}

const modeOf = async (file: string) => (await stat(file)).mode & 0o777;

test('a backup holds what there was when it was made, while the bot goes on', async () => {
  const { dataDir, db } = await withPeople('Ada');
  const backup = join(await freshFolder(), 'copy.sqlite');
  await backUp(dataDir, backup);
  await meetPerson(db, { id: 'Ben', name: 'Ben' }, NOW);
  await db.destroy();
  const aside = await restore(dataDir, backup, NOW);
  expect(await peopleIn(dataDir)).toEqual(['Ada']);
  const other = await freshFolder();
  await copyFile(aside ?? '', join(other, 'bot.sqlite'));
  expect(await peopleIn(other)).toEqual(['Ada', 'Ben']); // nothing of before is lost
});

test('nobody but its owner may read a database, its log or its backup', async () => {
  const { dataDir, file } = await withPeople('Ada');
  const backup = join(dataDir, 'copy.sqlite');
  await backUp(dataDir, backup);
  for (const one of [file, `${file}-wal`, `${file}-shm`, markOf(file), backup])
    expect(await modeOf(one)).toBe(0o600);
});

test('a database that others could read is closed to them when it is opened', async () => {
  const { dataDir, db, file } = await withPeople('Ada');
  await db.destroy();
  await writeFile(join(dataDir, 'open'), '', { mode: 0o644 });
  const { chmod } = await import('node:fs/promises');
  await chmod(file, 0o644);
  await peopleIn(dataDir);
  expect(await modeOf(file)).toBe(0o600);
});

test('a restore into an empty folder begins there', async () => {
  const { dataDir } = await withPeople('Ada');
  const [backup, other] = [join(await freshFolder(), 'copy.sqlite'), await freshFolder()];
  await backUp(dataDir, backup);
  expect(await restore(other, backup, NOW)).toBeUndefined();
  expect(await peopleIn(other)).toEqual(['Ada']);
});

test('no file is written over, and none is left half-way', async () => {
  const { dataDir } = await withPeople('Ada');
  const folder = await freshFolder();
  await writeFile(join(folder, 'there'), 'mine');
  await expect(backUp(dataDir, join(folder, 'there'))).rejects.toThrow('is there already');
  await expect(backUp(dataDir, join(folder, 'no', 'such', 'folder'))).rejects.toThrow();
  await expect(backUp(folder, join(folder, 'copy'))).rejects.toThrow('There is no database');
  expect(await readdir(folder)).toEqual(['there']);
});

test('a database that is in use is not replaced', async () => {
  const { dataDir, db } = await withPeople('Ada');
  const backup = join(await freshFolder(), 'copy.sqlite');
  await backUp(dataDir, backup);
  await meetPerson(db, { id: 'Ben', name: 'Ben' }, NOW);
  await expect(restore(dataDir, backup, NOW)).rejects.toThrow('stop the bot first');
  await db.destroy();
  expect(await peopleIn(dataDir)).toEqual(['Ada', 'Ben']);
  expect((await readdir(dataDir)).sort()).toEqual(['bot.sqlite', 'bot.sqlite.mark']);
});

test('what is no backup, is damaged or comes from a later version is not put in place', async () => {
  const { dataDir, db, file } = await withPeople('Ada');
  const folder = await freshFolder();
  const [text, cut, later] = ['text', 'cut', 'later'].map((name) => join(folder, name)) as [
    string,
    string,
    string,
  ];
  await writeFile(text, 'not a database at all, but long enough to look at');
  await backUp(dataDir, cut);
  await backUp(dataDir, later);
  const { truncate } = await import('node:fs/promises');
  await truncate(cut, 8_192);
  const { DatabaseSync } = await import('node:sqlite');
  const newer = new DatabaseSync(later);
  newer.exec("insert into kysely_migration values ('9999-tomorrow', 'x')");
  newer.close();
  await db.destroy();
  await expect(restore(dataDir, text, NOW)).rejects.toThrow('is not an SQLite database');
  await expect(restore(dataDir, cut, NOW)).rejects.toThrow(/damaged|no database of this bot/);
  await expect(restore(dataDir, later, NOW)).rejects.toThrow('newer version');
  await expect(restore(dataDir, join(folder, 'none'), NOW)).rejects.toThrow('There is no file');
  expect(await peopleIn(dataDir)).toEqual(['Ada']);
  expect((await readdir(dataDir)).sort()).toEqual(['bot.sqlite', 'bot.sqlite.mark']);
  expect(file).toContain(dataDir);
});

test('where a database was and is gone or empty now, none begins without a word', async () => {
  const { dataDir, db, file } = await withPeople('Ada');
  await db.destroy();
  for (const loss of [() => rm(file), () => writeFile(file, '')]) {
    await loss();
    await expect(openDatabase({ dataDir })).rejects.toThrow('was here before and is gone or empty now');
  }
  await rm(markOf(file));
  expect(await peopleIn(dataDir)).toEqual([]); // whoever means it says so
});

test('another database put in the place of the one before is taken, and marked', async () => {
  const [one, other] = [await withPeople('Ada'), await withPeople('Ben')];
  await one.db.destroy();
  await other.db.destroy();
  await copyFile(other.file, one.file);
  expect(await peopleIn(one.dataDir)).toEqual(['Ben']);
  await rm(one.file);
  await expect(openDatabase({ dataDir: one.dataDir })).rejects.toThrow('was here before');
});

test('a deleted or replaced file is noticed, and what it held can still be saved', async () => {
  const { dataDir, db, file } = await withPeople('Ada');
  const isThere = await presenceOf({ dataDir });
  expect(await isThere()).toBe(true);
  const clock = testClock();
  let lost = 0;
  const watch = watchPresence(isThere, clock, () => {
    lost += 1;
  });
  await rm(file);
  await meetPerson(db, { id: 'Ben', name: 'Ben' }, NOW); // into a file that nobody can find
  expect(await isThere()).toBe(false);
  await writeFile(file, 'another');
  expect(await isThere()).toBe(false);
  clock.advance(2_000);
  await expect.poll(() => lost).toBe(1);
  watch.stop();
  const rescue = join(dataDir, 'rescued.sqlite');
  await rescueTo(db, rescue);
  await db.destroy();
  await restore(dataDir, rescue, NOW); // in the place of what is no database
  expect(await peopleIn(dataDir)).toEqual(['Ada', 'Ben']);
});

test('that a database takes what is written is seen by writing', async () => {
  const { db, file } = await withPeople('Ada');
  expect(await takesWrites(db, NOW)).toBe(true);
  const { probed_at } = await db.selectFrom('store_identity').select('probed_at').executeTakeFirstOrThrow();
  expect(probed_at).toBe(NOW);
  const { DatabaseSync } = await import('node:sqlite');
  const other = new DatabaseSync(file);
  other.exec(
    "create trigger full before update on store_identity begin select raise(fail, 'disk is full'); end",
  );
  other.close();
  await expect(takesWrites(db, NOW + 1)).rejects.toThrow('disk is full');
});

test('a server and a database in memory are always there', async () => {
  for (const place of [{ dataDir: ':memory:' }, { dataDir: 'x', url: 'postgres://somewhere' }])
    expect(await (await presenceOf(place))()).toBe(true);
});
