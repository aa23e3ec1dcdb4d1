import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { text } from 'node:stream/consumers';
import { type Kysely, sql } from 'kysely';
import { expect, onTestFinished, test } from 'vitest';
import { openDatabase } from '../../src/store/database.ts';
import { StoreError } from '../../src/store/errors.ts';
import type { Schema } from '../../src/store/schema.ts';
import { memoryDatabase } from '../support/database.ts';
import { freshFolder } from '../support/folder.ts';

test('the file is made with its folders, and keeps what is written', async () => {
  const dataDir = join(await freshFolder(), 'deep', 'data');
  const first = await openDatabase({ dataDir });
  await sql`create table kept (word text)`.execute(first);
  await sql`insert into kept values ('treasure')`.execute(first);
  await first.destroy();
  expect((await readdir(dataDir)).sort()).toEqual(['bot.sqlite', 'bot.sqlite.mark']);
  expect((await sql`select word from kept`.execute(await open(dataDir))).rows).toEqual([
    { word: 'treasure' },
  ]);
});

test('what is committed survives a power cut, and foreign keys hold', async () => {
  const database = await open(await freshFolder());
  const pragma = async (name: string) => (await sql.raw(`pragma ${name}`).execute(database)).rows[0];
  expect(await pragma('journal_mode')).toEqual({ journal_mode: 'wal' });
  expect(await pragma('synchronous')).toEqual({ synchronous: 2 }); // FULL
  expect(await pragma('foreign_keys')).toEqual({ foreign_keys: 1 });
});

test('true, false and undefined are stored as 1, 0 and null', async () => {
  const database = await memoryDatabase();
  const { rows } = await sql`select ${true} as yes, ${false} as no, ${undefined} as missing`.execute(
    database,
  );
  expect(rows).toEqual([{ yes: 1, no: 0, missing: null }]);
  await database.destroy();
});

test('more different statements than are kept prepared all work', async () => {
  const database = await memoryDatabase();
  for (let number = 0; number < 500; number += 1) {
    const { rows } = await sql.raw(`select ${number} as number`).execute(database);
    expect(rows).toEqual([{ number }]);
  }
  await database.destroy();
});

test('two connections that read and then write in transactions lose nothing and never fail', async () => {
  const dataDir = await freshFolder();
  const [one, other] = [await open(dataDir), await open(dataDir)];
  await sql`create table counter (value integer not null)`.execute(one);
  await sql`insert into counter values (0)`.execute(one);
  await Promise.all([one, other, one, other].map((database) => countUp(database, 25)));
  expect((await sql`select value from counter`.execute(one)).rows).toEqual([{ value: 100 }]);
});

test('a write waits for a transaction on another connection without stopping the process', async () => {
  const dataDir = await freshFolder();
  const [one, other] = [await open(dataDir), await open(dataDir)];
  await sql`create table notes (text text)`.execute(one);
  const begun = Promise.withResolvers<void>();
  const gate = Promise.withResolvers<void>();
  const slow = one.transaction().execute(async (transaction) => {
    await sql`insert into notes values ('first')`.execute(transaction);
    begun.resolve();
    await gate.promise;
  });
  await begun.promise;
  const second = sql`insert into notes values ('second')`.execute(other);
  setImmediate(gate.resolve); // never reached if the second insert blocked the event loop
  await Promise.all([slow, second]);
  expect((await sql`select text from notes`.execute(one)).rows).toEqual([
    { text: 'first' },
    { text: 'second' },
  ]);
});

test('two connections that create the file at once both come up', async () => {
  const dataDir = await freshFolder();
  const both = await Promise.all([open(dataDir), open(dataDir)]);
  for (const database of both) await sql`select id from people`.execute(database);
});

test('two processes that create the file at once both come up', async () => {
  const dataDir = await freshFolder();
  const module = new URL('../../src/store/database.ts', import.meta.url).href;
  const script = `
    const { openDatabase } = await import(${JSON.stringify(module)});
    const database = await openDatabase({ dataDir: ${JSON.stringify(dataDir)} });
    console.log((await database.selectFrom('people').selectAll().execute()).length);
    await database.destroy();`;
  const runs = await Promise.all([runNode(script), runNode(script), runNode(script)]);
  expect(runs).toEqual(Array(3).fill({ code: 0, out: '0\n', err: '' }));
});

test.each([
  ['bot.sqlite is a folder', (dataDir: string) => mkdir(join(dataDir, 'bot.sqlite')), 'cannot be opened'],
  [
    'bot.sqlite is something else',
    (dataDir: string) => writeFile(join(dataDir, 'bot.sqlite'), 'my diary\n'.repeat(1000)),
    'is not an SQLite database',
  ],
])('when %s, one sentence says so', async (_what, spoil, words) => {
  const dataDir = await freshFolder();
  await spoil(dataDir);
  expect(await refusal(dataDir)).toMatch(new RegExp(`^The database ${dataDir}/bot\\.sqlite ${words}.*\\.$`));
});

test('when bot.sqlite is damaged, one sentence says so', async () => {
  const dataDir = await freshFolder();
  await (await openDatabase({ dataDir })).destroy();
  const file = join(dataDir, 'bot.sqlite');
  const content = await readFile(file);
  await writeFile(file, content.fill(0xff, 100)); // the header, 100 bytes, stays as it was
  expect(await refusal(dataDir)).toBe(`The database ${file} is damaged: restore it from a backup.`);
});

test('when the data folder is a file, one sentence says so', async () => {
  const dataDir = join(await freshFolder(), 'data');
  await writeFile(dataDir, '');
  expect(await refusal(dataDir)).toBe(
    `The data folder ${dataDir} cannot be used: a file of that name is in the way.`,
  );
});

test('when the system can make nothing there and says that the folder is missing, it does not try for ever', async () => {
  expect(await refusal('/proc/xx/deep')).toMatch(
    /^The data folder \/proc\/xx\/deep cannot be used: .+\.$/, // Linux has no such reason of its own for /proc
  );
});

test('when a part of the path of the data folder is a file, one sentence says so', async () => {
  const file = join(await freshFolder(), 'file');
  await writeFile(file, '');
  expect(await refusal(join(file, 'data'))).toMatch(/cannot be used: a file of that name is in the way\.$/);
});

test('when the data folder may not be made, one sentence says so', async () => {
  const parent = await freshFolder();
  await chmod(parent, 0o555);
  expect(await asNobody(() => refusal(join(parent, 'data')))).toMatch(
    /cannot be used: this user may not create it\.$/,
  );
});

test('when the file may not be written, one sentence says so', async () => {
  const dataDir = await freshFolder();
  await writeFile(join(dataDir, 'bot.sqlite'), '');
  await chmod(join(dataDir, 'bot.sqlite'), 0o444);
  await chmod(dataDir, 0o555);
  expect(await asNobody(() => refusal(dataDir))).toMatch(/cannot be written: .* read-only for this user\.$/);
});

test('a transaction that finds the disk full says so, and the next one works', async () => {
  const database = await open(await freshFolder());
  await sql`create table notes (text text)`.execute(database);
  await sql`pragma max_page_count = 1`.execute(database); // means: no more than there are
  const write = (length: number) =>
    database.transaction().execute(async (transaction) => {
      await sql`insert into notes values (${'x'.repeat(length)})`.execute(transaction);
    });
  await expect(write(100_000)).rejects.toMatchObject({ errcode: 13 }); // SQLITE_FULL
  await write(1);
  expect((await sql`select text from notes`.execute(database)).rows).toEqual([{ text: 'x' }]);
});

test('a file that another process holds is waited for, then one sentence says so', async () => {
  const dataDir = await freshFolder();
  const other = new DatabaseSync(join(dataDir, 'bot.sqlite'));
  other.exec('pragma journal_mode = wal; begin immediate; create table held (x)');
  expect(await refusal(dataDir, 50)).toMatch(/is in use by another process and did not become free/);
  const opened = open(dataDir);
  other.close();
  expect((await sql`select id from people`.execute(await opened)).rows).toEqual([]);
});

async function open(dataDir: string): Promise<Kysely<Schema>> {
  const database = await openDatabase({ dataDir });
  onTestFinished(() => database.destroy());
  return database;
}

async function refusal(dataDir: string, patienceMs?: number) {
  const error = await openDatabase({ dataDir, patienceMs }).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(StoreError);
  return error instanceof StoreError ? error.message : '';
}

async function countUp(database: Kysely<Schema>, times: number) {
  for (let time = 0; time < times; time += 1) {
    await database.transaction().execute(async (transaction) => {
      const { rows } = await sql<{ value: number }>`select value from counter`.execute(transaction);
      await sql`update counter set value = ${(rows[0]?.value ?? 0) + 1}`.execute(transaction);
    });
  }
}

async function runNode(script: string) {
  const child = spawn(process.execPath, ['--no-warnings', '--input-type=module', '-e', script]);
  const [[code], out, err] = await Promise.all([
    once(child, 'close'),
    text(child.stdout),
    text(child.stderr),
  ]);
  return { code, out, err };
}

/** Root may write everywhere, so where tests run as root, this steps down for a moment. */
async function asNobody<T>(work: () => Promise<T>): Promise<T> {
  if (process.geteuid?.() !== 0) return work();
  process.seteuid?.(65_534);
  try {
    return await work();
  } finally {
    process.seteuid?.(0);
  }
}
