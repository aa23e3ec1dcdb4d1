import fc from 'fast-check';
import type { Kysely } from 'kysely';
import { describe, expect, test } from 'vitest';
import { seedSamples } from '../../src/backend/samples/seed.ts';
import type { Schema } from '../../src/store/schema.ts';
import { databases } from '../support/database.ts';
import { postgresMissing } from '../support/postgres.ts';
import { putPeople, putTree } from './support/collection.ts';
import { everything, exported, imported } from './support/text.ts';
import { anyTree, PEOPLE } from './support/trees.ts';

if (postgresMissing) test.skip(`on PostgreSQL: ${postgresMissing}`, () => {});

describe.each(databases)('on $name', ({ open }) => {
  test('what is exported, imported and exported again is the same, for any trees', async () => {
    const [first, second] = [await open(), await open()];
    const collection = fc.record({
      trees: fc.array(anyTree, { minLength: 1, maxLength: 3 }),
      format: fc.constantFrom('trees' as const, 'messages' as const),
      salt: fc.option(fc.constantFrom('pepper'), { nil: undefined }),
      labels: fc.boolean(),
      emojis: fc.boolean(),
      events: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(collection, async ({ trees, format, salt, ...shown }) => {
        await empty(first);
        await empty(second);
        await putPeople(
          first,
          Array.from({ length: PEOPLE }, () => ({})),
        );
        for (const [index, tree] of trees.entries()) await putTree(first, index, tree);

        const choice = { ...everything, ...shown };
        const text = await exported(first, choice, salt === undefined ? { format } : { format, salt });
        const messages = trees.reduce((sum, tree) => sum + tree.messages.length, 0);
        expect(text.split('\n')).toHaveLength((format === 'trees' ? trees.length : messages) + 1);
        const { faults } = await imported(second, text);
        expect(faults).toEqual([]);
        expect(await exported(second, choice, { format })).toBe(text);
      }),
      { numRuns: 60, seed: 20_261_122 },
    );
  });

  test('the usual export comes back as it was, without what it left out', async () => {
    const [first, second] = [await open(), await open()];
    await seedSamples(first, () => Date.UTC(2026, 0, 1));
    const text = await exported(first, { samples: true, labels: true });
    expect((await imported(second, text)).faults).toEqual([]);
    expect(text).not.toBe('');
    expect(await exported(second, { labels: true })).toBe(text);
  });

  test('an import that is repeated changes nothing', async () => {
    const [first, second] = [await open(), await open()];
    await seedSamples(first, () => Date.UTC(2026, 0, 1));
    const text = await exported(first, everything);
    const once = await imported(second, text);
    const before = await exported(second, everything);
    const again = await imported(second, text);
    expect(again).toMatchObject({ faults: [], known: once.places.size });
    expect(again.trees.size).toBe(0);
    expect(await exported(second, everything)).toBe(before);
  });

  test('a collection takes its own export without a change', async () => {
    const db = await open();
    await seedSamples(db, () => Date.UTC(2026, 0, 1));
    const text = await exported(db, everything);
    expect((await imported(db, text)).trees.size).toBe(0);
    expect(await exported(db, everything)).toBe(text);
  });
});

const tables = [
  'backend_imported',
  'backend_places',
  'backend_rankings',
  'backend_emojis',
  'backend_labels',
  'backend_messages',
  'backend_trees',
  'backend_users',
] as const;

async function empty(db: Kysely<Schema>) {
  for (const table of tables) {
    if (table === 'backend_messages') await db.updateTable(table).set({ parent_id: null }).execute();
    await db.deleteFrom(table).execute();
  }
}
