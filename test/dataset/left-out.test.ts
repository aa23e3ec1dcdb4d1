import { expect, test } from 'vitest';
import type { ExportFilter } from '../../src/dataset/export/choice.ts';
import type { FormatName } from '../../src/dataset/export/formats/index.ts';
import { leftOutLine, nothingLeftOut, samplesIn, withoutSamples } from '../../src/dataset/export/left-out.ts';
import { readExportOptions } from '../../src/dataset/export/options.ts';
import { memoryDatabase } from '../support/database.ts';
import { putPeople, putTree } from './support/collection.ts';
import { type Db, everything, exported } from './support/text.ts';

/** Of everything that can be left out something: the sample is by the sixth, the third left, the fourth is disabled. */
async function collection(): Promise<Db> {
  const db = await memoryDatabase();
  await putPeople(db, [{}, {}, { deleted: 1 }, { enabled: 0 }, {}, { client: 'samples' }]);
  const sample = { text: 'sample', author: 5 };
  const replies = [
    { parent: 0, text: 'deleted', deleted: true },
    { parent: 1, text: 'below deleted' },
    { parent: 0, text: 'refused', reviewResult: 0 as const },
    { parent: 0, text: 'left', author: 2 },
    { parent: 4, text: 'below what left', author: 3 },
    { parent: 0, text: 'kept' },
  ];
  const models = [0, 1].map((rank) => ({ parent: 0, text: `model ${rank}`, synthetic: true, rank }));
  const trees = [
    { messages: [{ text: 'people' }, ...replies] },
    { messages: [{ text: 'models' }, ...models] },
    { messages: [sample, { parent: 0, text: 'below a sample' }] },
    { messages: [sample], state: 'ranking' as const },
    { messages: [{ text: 'grows' }], state: 'growing' as const },
    { messages: [{ text: 'German' }], lang: 'de', state: 'growing' as const },
  ];
  for (const [index, tree] of trees.entries()) await putTree(db, index, tree);
  return db;
}

async function said(db: Db, choice: Partial<ExportFilter>, format: FormatName = 'trees'): Promise<string> {
  const leftOut = nothingLeftOut();
  await exported(db, choice, { format, leftOut });
  return leftOutLine(leftOut);
}

const WITHDRAWN = '2 messages, or what is below them, by 2 people who left or were disabled';

test('what was left out is told with its numbers, and with what brings it in', async () => {
  const db = await collection();
  expect(await said(db, { langs: ['en'] })).toBe(
    `Left out: 1 tree in other languages (--lang de); 1 tree in other states (--state growing); 1 sample tree in other states (--samples --state all); ${[
      '1 sample tree (--samples)',
      '1 tree with messages that models wrote (--synthetic yes)',
      '2 messages deleted or below such (--deleted yes)',
      '1 message not accepted or below such (--unaccepted yes)',
      WITHDRAWN,
    ].join('; ')}.\n`,
  );
  await db.destroy();
});

test('the options that are named bring all of it in, but for what people wrote who left', async () => {
  const db = await collection();
  const text = await exported(db, everything, { format: 'messages' });
  expect(text.split('\n')).toHaveLength(15 - 2 + 1);
  expect(await said(db, everything)).toBe(`Left out: ${WITHDRAWN}.\n`);
  expect(await said(db, { ...everything, langs: ['de'] })).toBe(
    'Left out: 5 trees in other languages (--lang en).\n',
  );
  await db.destroy();
});

test('pairs take replies of models, say so, and tell of trees where nothing is ranked', async () => {
  const db = await collection();
  const { wish } = readExportOptions(['--format', 'pairs', '--lang', 'en'], {});
  const pair = JSON.parse(await exported(db, wish.choice, { format: 'pairs' }));
  expect(pair).toMatchObject({ chosen_synthetic: true, rejected_synthetic: true, chosen_rank: 0 });
  expect(await said(db, wish.choice, 'pairs')).toContain(
    '; 1 tree without two ranked replies of which one was preferred; ',
  );
  expect(readExportOptions(['--format', 'pairs', '--synthetic', 'no'], {}).wish.choice.synthetic).toBe('no');
  expect(readExportOptions([], {}).wish.choice.synthetic).toBe('no');
  await db.destroy();
});

test('nothing in a language or before a date is told with the languages and the dates there are', async () => {
  const db = await collection();
  expect(await said(db, { langs: ['fr'] })).toBe(
    'Left out: 4 trees in other languages (--lang de,en); 2 sample trees in other languages (--samples, --lang en).\n',
  );
  for (const dates of [{ since: Date.UTC(2027, 0) }, { until: Date.UTC(2025, 0) }])
    expect(await said(db, dates)).toBe(
      `Left out: 4 trees of other dates, on 2026-01-01 (--since, --until); ${'2 sample trees of other dates, on 2026-01-01'} (--samples, --since, --until).\n`,
    );
  await db.destroy();
});

test('samples that a choice keeps out are told with the choice that does, the first of several', async () => {
  const db = await collection();
  const campaigns = ['Poems'];
  const unknown = 'what --campaign names and there is not: “Poems”';
  const [byLang, byDate, byCampaign] = [
    '2 sample trees in other languages (--samples, --lang en)',
    '2 sample trees of other dates, on 2026-01-01 (--samples, --since, --until)',
    '2 sample trees of other campaigns, or of none, (--samples, --campaign)',
  ];
  const since = Date.UTC(2027, 0);
  expect(await said(db, { campaigns })).toBe(
    `Left out: ${unknown}; 4 trees of other campaigns, or of none, (--campaign); ${byCampaign}.\n`,
  );
  expect(await said(db, { campaigns, since })).toContain(`; ${byDate}.`);
  expect(await said(db, { campaigns, since, langs: ['fr'] })).toContain(`; ${byLang}.`);
  expect(await said(db, { campaigns, samples: true })).toBe(
    `Left out: ${unknown}; 6 trees of other campaigns, or of none, (--campaign).\n`,
  );
  await db.destroy();
});

test('samples are counted by themselves, whatever state they are in, and told apart from what else is left out', async () => {
  const db = await collection();
  const leftOut = nothingLeftOut();
  await exported(db, {}, { format: 'trees', leftOut });
  expect(samplesIn(leftOut)).toBe(2);
  expect(leftOutLine(leftOut)).toContain('sample tree');
  const others = leftOutLine(withoutSamples(leftOut));
  expect(others).not.toContain('sample');
  expect(others).toContain('in other states (--state growing)');
  expect(samplesIn(withoutSamples(leftOut))).toBe(0);
});
