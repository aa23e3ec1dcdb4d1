import { type Kysely, sql } from 'kysely';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openDatabase } from '../../src/store/database.ts';
import type { Schema } from '../../src/store/schema.ts';
import { transactLazily } from '../../src/store/transact-lazily.ts';
import { databases } from '../support/database.ts';
import { freshFolder } from '../support/folder.ts';

const add = (db: Kysely<Schema>, lang: string) =>
  db.insertInto('backend_languages').values({ lang }).execute();
const all = async (db: Kysely<Schema>) =>
  (await db.selectFrom('backend_languages').select('lang').orderBy('lang').execute()).map(({ lang }) => lang);

describe.each(databases)('a transaction that does not wait for the disk, on $name', ({ open }) => {
  test('is seen at its end, and gives what the work gives', async () => {
    const db = await open();
    const given = await transactLazily(db, async (trx) => {
      await add(trx, 'de');
      return 'given';
    });
    expect(given).toBe('given');
    expect(await all(db)).toEqual(['de']);
  });

  test('is undone as a whole when the work fails', async () => {
    const db = await open();
    const work = transactLazily(db, async (trx) => {
      await add(trx, 'de');
      throw new Error('no more');
    });
    await expect(work).rejects.toThrow('no more');
    expect(await all(db)).toEqual([]);
  });

  test('many at once, among ordinary ones, all arrive', async () => {
    const db = await open();
    const langs = Array.from({ length: 20 }, (_, index) => `lang-${10 + index}`);
    await Promise.all(
      langs.map((lang, index) =>
        index % 2 === 0
          ? transactLazily(db, (trx) => add(trx, lang))
          : db.transaction().execute((trx) => add(trx, lang)),
      ),
    );
    expect(await all(db)).toEqual(langs);
  });
});

test('on SQLite only that transaction does not wait, whether it succeeds or fails', async () => {
  const db = await openDatabase({ dataDir: await freshFolder() });
  onTestFinished(() => db.destroy());
  const careful = async (at: Kysely<Schema>) => (await sql.raw('pragma synchronous').execute(at)).rows;
  const during = await transactLazily(db, careful);
  expect(during).toEqual([{ synchronous: 1 }]); // NORMAL
  expect(await careful(db)).toEqual([{ synchronous: 2 }]); // FULL
  await expect(transactLazily(db, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await careful(db)).toEqual([{ synchronous: 2 }]);
  expect(await transactLazily(db, careful)).toEqual([{ synchronous: 1 }]);
});
