// Files in the forms in which Open Assistant has published its dataset.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { DatasetError } from '../../src/dataset/failures.ts';
import { fileSource } from '../../src/dataset/import/source.ts';
import { databases, memoryDatabase } from '../support/database.ts';
import { uuid } from './support/collection.ts';
import { everything, exported, imported } from './support/text.ts';

/** Written by Apache Arrow with the published table’s columns, Snappy and two rows a group: the rows below. */
const table = fileURLToPath(new URL('support/published.parquet', import.meta.url));

const id = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
const common = {
  created_date: '2023-02-05T14:23:50.983374+00:00',
  lang: 'es',
  review_result: true,
  deleted: false,
  message_tree_id: id(1),
  tree_state: 'ready_for_export',
};
const detoxify = {
  toxicity: 0.25,
  severe_toxicity: 0,
  obscene: 0.125,
  identity_attack: 0,
  insult: 0.5,
  threat: 0,
  sexual_explicit: 0,
};
const question = {
  ...common,
  message_id: id(1),
  parent_id: null,
  user_id: id(90),
  text: '¿Qué árbol es este? 🌳',
  role: 'prompter',
  review_count: 3,
  rank: null,
  synthetic: false,
  model_name: null,
  detoxify,
};
const answer = {
  ...common,
  message_id: id(2),
  parent_id: id(1),
  user_id: id(91),
  text: 'Un pino.',
  role: 'assistant',
  review_count: 3,
  rank: 0,
  synthetic: false,
  model_name: null,
  detoxify: null,
};
const other = {
  ...answer,
  message_id: id(3),
  user_id: id(92),
  text: 'Un roble.\nCreo.',
  review_count: 4,
  rank: 1,
  synthetic: true,
  model_name: 'oasst-sft-0_3000',
};
const rows = [
  {
    ...question,
    emojis: { name: ['+1', '_skip_reply'], count: [2, 1] },
    labels: { name: ['spam', 'quality'], value: [0, 0.75], count: [3, 3] },
  },
  {
    ...answer,
    emojis: { name: [], count: [] },
    labels: { name: ['spam', 'fails_task'], value: [0, 0.5], count: [3, 2] },
  },
  { ...other, emojis: null, labels: null },
];
const messages = [
  {
    ...question,
    emojis: { '+1': 2, _skip_reply: 1 },
    labels: { spam: { value: 0, count: 3 }, quality: { value: 0.75, count: 3 } },
  },
  { ...answer, emojis: {}, labels: { spam: { value: 0, count: 3 }, fails_task: { value: 0.5, count: 2 } } },
  other,
];
const lines = (values: readonly unknown[]) => values.map((value) => JSON.stringify(value)).join('\n');

function asTree([prompt, ...replies]: readonly object[]) {
  const nested = replies.map((reply) => ({ ...reply, replies: [] }));
  const tree = {
    message_tree_id: id(1),
    tree_state: 'ready_for_export',
    prompt: { ...prompt, replies: nested },
  };
  return JSON.stringify(tree);
}

describe.each(databases)('on $name', ({ open }) => {
  test('trees, messages, rows of the table and the table itself are all the same collection', async () => {
    const forms = {
      messages: lines(messages),
      trees: asTree(messages),
      'compressed trees': gzipSync(asTree(messages)),
      rows: lines(rows),
      table: await readFile(table),
    };
    const found: Record<string, string> = {};
    for (const [form, content] of Object.entries(forms)) {
      const db = await open();
      expect({ form, ...(await imported(db, content)) }).toMatchObject({ form, faults: [] });
      found[form] = await exported(db, everything);
    }
    expect(new Set(Object.values(found)).size).toBe(1);
    expect(JSON.parse(found.table ?? '')).toMatchObject({
      tree_state: 'ready_for_export',
      prompt: {
        text: '¿Qué árbol es este? 🌳',
        detoxify,
        emojis: { '+1': 2, _skip_reply: 1 },
        labels: { spam: { value: 0, count: 3 }, quality: { value: 0.75, count: 3 } },
        replies: [
          { text: 'Un pino.', rank: 0, synthetic: false },
          { text: 'Un roble.\nCreo.', rank: 1, synthetic: true, model_name: 'oasst-sft-0_3000' },
        ],
      },
    });
  });
});

test.each([
  [{ labels: { name: ['spam'], value: [], count: [1] } }, 'labels.value must be a list of 1, like name'],
  [{ labels: { name: ['spam'], value: [0] } }, 'labels.count must be a list of 1, like name'],
  [
    { labels: { name: ['spam'], value: ['much'], count: [1] } },
    'labels.spam.value must be a number from 0 to 1',
  ],
  [{ emojis: { name: ['+1'], count: [-1] } }, 'emojis["+1"] must be a whole number from 0'],
])('%j is refused, and what is wrong is named', async (wrong, reason) => {
  const db = await memoryDatabase();
  const { faults } = await imported(db, lines([{ ...question, ...wrong }]));
  expect(faults).toEqual([{ line: 1, reason: expect.stringContaining(reason) }]);
  await db.destroy();
});

test('labels and emojis of other names, among them `name`, and half a classification come through in meta', async () => {
  const db = await memoryDatabase();
  const labels = { name: { value: 1, count: 2 } };
  const emojis = { name: 3, count: 1 };
  const known = { spam: { value: 0.5, count: 2 } };
  const prompt = {
    message_id: uuid('p'),
    text: 'Why?',
    role: 'prompter',
    lang: 'en',
    labels: { ...labels, ...known },
    emojis: { ...emojis, '+1': 2 },
    detoxify: { threat: 0.5 },
  };
  expect((await imported(db, lines([prompt]))).faults).toEqual([]);
  const text = await exported(db, everything, { format: 'messages' });
  const line = JSON.parse(text);
  expect(line).toMatchObject({ labels: known, emojis: { '+1': 2 }, detoxify: null });
  expect(JSON.parse(line.meta)).toEqual({
    other_labels: labels,
    other_emojis: emojis,
    other_detoxify: { threat: 0.5 },
  });
  const second = await memoryDatabase();
  expect((await imported(second, text)).faults).toEqual([]);
  expect(await exported(second, everything, { format: 'messages' })).toBe(text);
  await second.destroy();
  await db.destroy();
});

test('rows of a table have numbers, a damaged table is one clear line, and reading stops when it is told to', async () => {
  const read = (file: string, signal?: AbortSignal) =>
    Array.fromAsync(fileSource(file, { name: 'in.parquet', ...(signal ? { signal } : {}) }).lines());
  expect((await read(table)).map(({ number }) => number)).toEqual([1, 2, 3]);
  await expect(read(table, AbortSignal.abort())).rejects.toThrow('in.parquet: stopped before the end.');

  const db = await memoryDatabase();
  const bytes = await readFile(table);
  const cut = Buffer.concat([bytes.subarray(0, -100), bytes.subarray(-4)]); // its end is where it should be
  const failure = await imported(db, cut).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(DatasetError);
  expect(String(failure)).toMatch(
    /this Parquet file cannot be read \(.+\)\. Make JSON Lines of it, in Python: /,
  );
  await db.destroy();
});
