import { createHook } from 'node:async_hooks';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { createGate } from '../../src/store/in-order.ts';
import { memoryDatabase } from '../support/database.ts';

test('a gate lets in one at a time, in the order in which they came', async () => {
  const gate = createGate();
  const seen: string[] = [];
  const pass = async (name: string) => {
    await gate.enter();
    seen.push(`${name} in`);
    await Promise.resolve();
    seen.push(`${name} out`);
    gate.leave();
  };
  await Promise.all([pass('a'), pass('b'), pass('c')]);
  await pass('d');
  expect(seen).toEqual(['a', 'b', 'c', 'd'].flatMap((name) => [`${name} in`, `${name} out`]));
});

test('transactions and queries that are asked for at once come in order, each whole', async () => {
  const db = await memoryDatabase();
  await sql`create table seen (word text)`.execute(db);
  const add = (word: string) => sql`insert into seen values (${word})`;
  const pair = (word: string) =>
    db.transaction().execute(async (tx) => {
      await add(`${word} 1`).execute(tx);
      await add(`${word} 2`).execute(tx);
    });
  await Promise.all([pair('a'), add('b').execute(db), pair('c'), add('d').execute(db)]);
  const { rows } = await sql<{ word: string }>`select word from seen order by rowid`.execute(db);
  expect(rows.map(({ word }) => word)).toEqual(['a 1', 'a 2', 'b', 'c 1', 'c 2', 'd']);
});

test('a failed transaction lets the next one in', async () => {
  const db = await memoryDatabase();
  const failing = db.transaction().execute(() => Promise.reject(new Error('no')));
  const next = db.transaction().execute(async (tx) => (await sql`select 1 as one`.execute(tx)).rows);
  await expect(failing).rejects.toThrow('no');
  expect(await next).toEqual([{ one: 1 }]);
});

/** How many promises are made until so many have had an answer, who all ask at once. */
async function promisesOf(many: number): Promise<number> {
  const db = await memoryDatabase();
  let promises = 0;
  const hook = createHook({
    init(_id, type) {
      if (type === 'PROMISE') promises += 1;
    },
  });
  hook.enable();
  await Promise.all(Array.from({ length: many }, () => sql`select 1`.execute(db)));
  hook.disable();
  return promises;
}

test('whoever waits for the database is woken once, however many wait', async () => {
  const [few, many] = [await promisesOf(50), await promisesOf(500)];
  expect(few).toBeGreaterThan(50);
  expect(many / few).toBeLessThan(12); // where all are woken each time it is 60
});
