import { type Kysely, sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { describe, expect, test } from 'vitest';
import { NewerSchema, StoreError } from '../../src/store/errors.ts';
import { migrate } from '../../src/store/migrate.ts';
import { migrations } from '../../src/store/migrations/index.ts';
import { databases } from '../support/database.ts';

const adds = (table: string): Migration => ({
  up: (database: Kysely<unknown>) => database.schema.createTable(table).addColumn('id', 'text').execute(),
});

const breaks: Migration = {
  async up(database: Kysely<unknown>) {
    await adds('half').up(database);
    throw new Error('out of luck');
  },
};

describe.each(databases)('migrations on $name', ({ open }) => {
  test('run once, however often the bot starts', async () => {
    const database = await open();
    await migrate(database, migrations);
    const { rows } = await sql`select name from kysely_migration order by name`.execute(database);
    expect(rows).toEqual(Object.keys(migrations).map((name) => ({ name })));
  });

  test('of a later version are added to what is there', async () => {
    const database = await open();
    await migrate(database, { ...migrations, '9000-later': adds('later') });
    expect(await tablesOf(database)).toEqual(expect.arrayContaining(['people', 'later']));
  });

  test('that fail leave nothing behind, not even those before them', async () => {
    const database = await open();
    const attempt = migrate(database, { ...migrations, '9000-later': adds('later'), '9001-breaks': breaks });
    await expect(attempt).rejects.toEqual(
      new StoreError('Migration 9001-breaks failed, and nothing was changed: out of luck.'),
    );
    const tables = await tablesOf(database);
    expect(tables).not.toContain('half');
    expect(tables).not.toContain('later');
  });

  test('refuse a database that a later version has changed', async () => {
    const database = await open();
    await migrate(database, { ...migrations, '9000-later': adds('later') });
    const attempt = migrate(database, migrations);
    await expect(attempt).rejects.toBeInstanceOf(NewerSchema);
    await expect(attempt).rejects.toThrow(/newer version of the bot \(it has 9000-later\)/);
  });
});

describe.each(databases)('older collections on $name', ({ open }) => {
  test('have one queue for every spelling of a language, and keep what is none', async () => {
    const database = await open();
    for (const [id, lang] of Object.entries({ a: 'PT_br', b: 'pt-BR', c: 'zz zz', d: 'EN' }))
      await database
        .insertInto('backend_stories')
        .values({ id, lang, text: id, created_at: 0, summary_count: 0 })
        .execute();
    await migrations['0009-languages']?.up(database);
    const stories = await database.selectFrom('backend_stories').select('lang').orderBy('id').execute();
    expect(stories.map(({ lang }) => lang)).toEqual(['pt-BR', 'pt-BR', 'zz zz', 'en']);
  });
});

test('migrations are listed in the order in which they run', () => {
  const names = Object.keys(migrations);
  expect(names).toEqual(names.toSorted());
  for (const name of names) expect(name).toMatch(/^\d{4}-[a-z-]+$/);
});

async function tablesOf<T>(database: Kysely<T>) {
  return (await database.introspection.getTables()).map(({ name }) => name);
}
