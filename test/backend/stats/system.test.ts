import { describe, expect, test } from 'vitest';
import { seedSamples } from '../../../src/backend/samples/seed.ts';
import { systemStats } from '../../../src/backend/stats/system.ts';
import { databases } from '../../support/database.ts';
import { NOW } from '../../support/stored.ts';

describe.each(databases)('on $name', ({ open }) => {
  test('messages are counted language by language, deleted ones apart, and others have a turn before each', async () => {
    const db = await open();
    expect(await systemStats(db)).toEqual({
      all: 0,
      active: 0,
      active_by_lang: {},
      deleted: 0,
      message_trees: 0,
    });
    await seedSamples(db, () => NOW);
    const all = await db.selectFrom('backend_messages').select(['id', 'lang']).orderBy('id').execute();
    const trees = await db.selectFrom('backend_trees').select('id').execute();
    const [gone] = all;
    await db
      .updateTable('backend_messages')
      .set({ deleted: 1 })
      .where('id', '=', gone?.id ?? '')
      .execute();
    const kept = Map.groupBy(all.slice(1), ({ lang }) => lang);
    let turns = 0;
    const counted = await systemStats(db, async () => {
      turns += 1;
    });
    expect(counted).toEqual({
      all: all.length,
      active: all.length - 1,
      active_by_lang: Object.fromEntries([...kept].map(([lang, { length }]) => [lang, length])),
      deleted: 1,
      message_trees: trees.length,
    });
    expect(kept.size).toBeGreaterThan(1);
    expect(turns).toBe(kept.size);
  });
});
