import { join } from 'node:path';
import type { KyselyPlugin } from 'kysely';
import { expect, test } from 'vitest';
import { createLedger } from '../../../src/dataset/release/ledger.ts';
import { readReleaseOptions } from '../../../src/dataset/release/options.ts';
import { writeData } from '../../../src/dataset/release/write-data.ts';
import { memoryDatabase } from '../../support/database.ts';
import { freshFolder } from '../../support/folder.ts';
import { putPeople, putTree } from '../support/collection.ts';
import type { Db } from '../support/text.ts';

const PAGE = 100; // trees

/** How many rows each statement gave, in order, told by a plugin of the database. */
function rowCounter() {
  const given: number[] = [];
  const plugin: KyselyPlugin = {
    transformQuery: ({ node }) => node,
    async transformResult({ result }) {
      given.push(result.rows.length);
      return result;
    },
  };
  return { given, plugin };
}

async function collectionOf(trees: number): Promise<Db> {
  const db = await memoryDatabase();
  await putPeople(db, [{}, {}, {}]);
  for (let index = 0; index < trees; index += 1)
    await putTree(db, index, {
      messages: [
        { text: `What is ${index}?`, rankings: [[2, 1]], labels: [{ quality: 0.5 }] },
        { parent: 0, text: `worse ${index}`, rank: 1 },
        { parent: 0, text: `better ${index}`, rank: 0, author: 1 },
      ],
    });
  return db;
}

/** How many rows the statements gave that a release of these formats needed. */
async function released(db: Db, formats: string) {
  const folder = join(await freshFolder(), 'release');
  const { given, plugin } = rowCounter();
  const ledger = createLedger();
  const options = readReleaseOptions([folder, '--release', '--format', formats], {});
  await writeData(db.withPlugin(plugin), options, {
    folder,
    ledger,
    signal: new AbortController().signal,
    show() {},
  });
  ledger.close();
  return given;
}

test('several formats read a page of the collection once, and of what is read no more is held in a larger one', async () => {
  const [small, large] = [await collectionOf(2 * PAGE), await collectionOf(5 * PAGE)];
  const alone = [await released(small, 'messages'), await released(large, 'messages')];
  const together = [await released(small, 'messages,trees,sft'), await released(large, 'messages,trees,sft')];
  const [more = 0, moreOfLarge] = alone.map(({ length }, index) => (together[index]?.length ?? 0) - length);

  expect(moreOfLarge).toBe(more); // what each asks for by itself, whatever the size
  const above = together.map((given) => given.filter((rows) => rows > 3 * PAGE));
  expect(above).toEqual([[], [5 * PAGE]]); // of all trees their ids, of a page its messages
  await small.destroy();
  await large.destroy();
});
