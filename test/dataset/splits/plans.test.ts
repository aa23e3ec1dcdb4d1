import { type CompiledQuery, Kysely } from 'kysely';
import { expect, test } from 'vitest';
import { groupAll } from '../../../src/dataset/splits/groups.ts';
import { migrate } from '../../../src/store/migrate.ts';
import { migrations } from '../../../src/store/migrations/index.ts';
import type { Schema } from '../../../src/store/schema.ts';
import { NodeSqliteDialect, openSqliteFile } from '../../../src/store/sqlite.ts';
import { planOf } from '../../backend/support/plans.ts';
import { putPeople, putTree } from '../support/collection.ts';

const PER_PAGE = 200;

test('all prompts are gone through to find those without a group, not once more for each page of them', async () => {
  const asked: CompiledQuery[] = [];
  const dialect = new NodeSqliteDialect(await openSqliteFile(':memory:'));
  const db = new Kysely<Schema>({ dialect, log: ({ query }) => void asked.push(query) });
  await migrate(db, migrations);
  await putPeople(db, [{}]);
  for (let index = 0; index <= PER_PAGE; index += 1)
    await putTree(db, index, { messages: [{ text: `Which number comes after ${index}?` }] });
  asked.length = 0;
  await groupAll(db, 'a key');
  const reads = asked.filter(({ sql }) => sql.startsWith('select') && sql.includes('"backend_messages"'));
  const plans = await Promise.all(reads.map((query) => planOf(db, query)));
  const [list, ...pages] = plans.map((steps) => steps[0]);
  expect(list).toContain('(parent_id=?)'); // that of all prompts
  expect(pages.map((step) => step?.replace(/.*\(/, '('))).toEqual([
    ...['(id=?)', '(id=?)', '(id=?)', '(id=?)'], // each page before its transaction and in it
    '(parent_id=?)', // and whether that was all
  ]);
  await db.destroy();
});
