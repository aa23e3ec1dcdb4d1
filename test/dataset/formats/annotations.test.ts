import { expect, test } from 'vitest';
import { readExportOptions } from '../../../src/dataset/export/options.ts';
import { memoryDatabase } from '../../support/database.ts';
import { messageId, personId, putPeople, putPromptRanking, putTree, uuid } from '../support/collection.ts';
import { putSummaries } from '../support/summaries.ts';
import { type Db, exported, imported, parsed } from '../support/text.ts';

const format = 'annotations' as const;

async function collection(): Promise<Db> {
  const db = await memoryDatabase();
  await putPeople(db, [{}, {}, {}, { enabled: 0 }]);
  await putTree(db, 0, {
    messages: [
      {
        text: 'Why?',
        labels: [{ spam: 0, quality: 0.5 }, { spam: 1 }, {}, { spam: 1 }],
        reports: [{}],
        emojis: ['+1'],
        rankings: [
          [2, 1],
          [1, 2],
        ],
      },
      { parent: 0, text: 'a', freeLabels: [{ humor: 1 }] },
      { parent: 0, text: 'b' },
    ],
  });
  await putTree(db, 1, { messages: [{ text: 'How?' }] });
  await putPromptRanking(db, 2, [1, 0]);
  await putSummaries(db, [{ text: 'sum', author: 0, ratings: [5, 4, 3] }]);
  return db;
}

const short = ({ kind, item_id, name, value, not_rankable }: Record<string, unknown>) =>
  `${kind} ${item_id} ${name} ${value} ${not_rankable}`;

test('every value that somebody gave is a line, and nothing of people who were disabled', async () => {
  const db = await collection();
  const lines = parsed(await exported(db, {}, { format }));
  const [p, a, b] = [0, 1, 2].map((index) => messageId(0, index));
  expect(lines.map(short).sort()).toEqual(
    [
      `review ${p} spam 0 null`,
      `review ${p} quality 0.5 null`,
      `review ${p} spam 1 null`,
      `review ${p} null null null`,
      `report ${p} null null null`,
      `emoji ${p} +1 1 null`,
      `free_labels ${a} humor 1 null`,
      `ranking ${b} null 0 false`,
      `ranking ${a} null 1 false`,
      `ranking ${a} null 0 true`,
      `ranking ${b} null 1 true`,
      `ranking ${messageId(1, 0)} null 0 false`,
      `ranking ${p} null 1 false`,
      `rating ${uuid('sum')} null 4 null`,
      `rating ${uuid('sum')} null 3 null`,
    ].sort(),
  );
  await db.destroy();
});

test('the same person has one pseudonym in a file, and values that were given at once one judgement', async () => {
  const db = await collection();
  const lines = parsed(await exported(db, {}, { format }));
  const by = (name: unknown, value: unknown) =>
    lines.find((line) => line.kind === 'review' && line.name === name && line.value === value);
  expect(by('quality', 0.5)?.judgement_id).toBe(by('spam', 0)?.judgement_id);
  expect(by('spam', 1)?.judgement_id).not.toBe(by('spam', 0)?.judgement_id);
  expect(new Set(lines.map(({ annotator }) => annotator)).size).toBe(3);
  const byFirst = lines.filter(({ annotator }) => annotator === by('spam', 0)?.annotator);
  expect(new Set(byFirst.map(({ kind }) => kind))).toEqual(
    new Set(['review', 'report', 'emoji', 'free_labels', 'ranking']),
  );
  const ofPrompts = lines.filter(({ kind, parent_id }) => kind === 'ranking' && parent_id === null);
  expect(new Set(ofPrompts.map(({ judgement_id }) => judgement_id)).size).toBe(1);
  await db.destroy();
});

test('pseudonyms are others with every export, unless the key is given, and tell nobody’s id', async () => {
  const db = await collection();
  const keyOf = (...args: string[]) => readExportOptions(['--format', format, ...args], {}).wish.shape.key;
  expect(keyOf()).not.toBe(keyOf());
  expect(keyOf('--key', 'mine')).toBe('mine');
  const [one, same, other] = [
    await exported(db, {}, { format, key: 'one' }),
    await exported(db, {}, { format, key: 'one' }),
    await exported(db, {}, { format, key: 'other' }),
  ];
  expect(same).toBe(one);
  const names = (text: string) => new Set(parsed(text).map(({ annotator }) => annotator));
  expect(names(one).intersection(names(other)).size).toBe(0);
  for (const person of [0, 1, 2]) expect(one).not.toContain(personId(person));
  await db.destroy();
});

test('judgements that came with an import stand among the others', async () => {
  const db = await memoryDatabase();
  await imported(
    db,
    JSON.stringify({
      message_id: 'm',
      text: 'With events',
      lang: 'en',
      events: {
        rating: [{ type: 'rating', user_id: 'u', rating: '5' }],
        report: [{ type: 'report', user_id: 'u', report_type: 'spam', reason: 'secret words' }],
        score: [{ type: 'score', user_id: null, score: -1 }],
      },
    }),
  );
  const text = await exported(db, { states: ['prompt_lottery_waiting'] }, { format });
  expect(parsed(text).map(short).sort()).toEqual([
    'rating m null 5 null',
    'report m spam null null',
    'score m null -1 null',
  ]);
  expect(parsed(text).find(({ kind }) => kind === 'score')?.annotator).toBeNull();
  expect(text).not.toContain('secret words');
  await db.destroy();
});
