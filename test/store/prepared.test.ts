import { describe, expect, test, vi } from 'vitest';
import type { TreeState } from '../../src/backend/trees/tables.ts';
import { prepared } from '../../src/store/prepared.ts';
import { databases } from '../support/database.ts';

const tree = (id: string, lang: string, state: TreeState) => ({
  id,
  lang,
  state,
  goal_size: 12,
  max_depth: 5,
  max_children: 3,
  origin: null,
  created_at: 0,
  won_lottery_at: null,
  prompt_votes: 0,
});

describe.each(databases)('a prepared query on $name', ({ open }) => {
  test('gives what the values of each run ask for, and is built once', async () => {
    const db = await open();
    await db
      .insertInto('backend_trees')
      .values([tree('a', 'en', 'growing'), tree('b', 'en', 'ranking'), tree('c', 'de', 'growing')])
      .execute();
    const build = vi.fn(
      (at: typeof db, { lang, state, most }: { lang: string; state: TreeState; most: number }) =>
        at
          .selectFrom('backend_trees')
          .select('id')
          .where('lang', '=', lang)
          .where('state', '=', state)
          .limit(most),
    );
    const trees = prepared(build);
    expect(await trees(db, { lang: 'en', state: 'growing', most: 9 })).toEqual([{ id: 'a' }]);
    expect(await trees(db, { lang: 'de', state: 'growing', most: 9 })).toEqual([{ id: 'c' }]);
    expect(await trees(db, { lang: 'de', state: 'growing', most: 0 })).toEqual([]);
    expect(build).toHaveBeenCalledTimes(1);
  });

  test('sees what its transaction did', async () => {
    const db = await open();
    const count = prepared((at, { lang }: { lang: string }) =>
      at
        .selectFrom('backend_trees')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .where('lang', '=', lang),
    );
    expect(await count(db, { lang: 'en' })).toEqual([{ count: 0 }]);
    await db.transaction().execute(async (trx) => {
      await trx
        .insertInto('backend_trees')
        .values(tree('a', 'en', 'growing'))
        .execute();
      expect(await count(trx, { lang: 'en' })).toEqual([{ count: 1 }]);
    });
  });
});

test('values that stay the same are not mistaken for those that change', async () => {
  const [sqlite] = databases;
  const [one, other] = [await sqlite?.open(), await sqlite?.open()];
  const echo = prepared((db, { word }: { word: string }) =>
    db.selectNoFrom((eb) => [eb.val('word').as('fixed'), eb.val(word).as('given')]),
  );
  for (const db of [one, other])
    if (db) expect(await echo(db, { word: 'changed' })).toEqual([{ fixed: 'word', given: 'changed' }]);
  expect.assertions(2);
});
