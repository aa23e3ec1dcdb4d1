import { expect, test } from 'vitest';
import { leftOutLine, nothingLeftOut } from '../../../src/dataset/export/left-out.ts';
import { memoryDatabase } from '../../support/database.ts';
import { messageId, putPeople, putTree } from '../support/collection.ts';
import { type Db, exported, parsed } from '../support/text.ts';

const format = 'sft' as const;

/** `Why?` has three ranked replies; after the best and the worst of them people went on. */
async function collection(): Promise<Db> {
  const db = await memoryDatabase();
  await putPeople(db, [{}]);
  await putTree(db, 0, {
    messages: [
      { text: 'Why?' },
      { parent: 0, text: 'worst', rank: 2 },
      { parent: 0, text: 'best', rank: 0, labels: [{ quality: 0.75 }] },
      { parent: 0, text: 'middle', rank: 1 },
      { parent: 2, text: 'And then?' },
      { parent: 4, text: 'the end' },
      { parent: 1, text: 'What?' },
      { parent: 3, text: 'Thanks.' },
      { parent: 3, text: 'Hm.' },
    ],
  });
  await putTree(db, 1, { messages: [{ text: 'Nobody answers' }] });
  return db;
}

const contents = (line: Record<string, unknown>) =>
  (line.messages as { role: string; content: string }[]).map(({ role, content }) => `${role}: ${content}`);

test('the best path is the best reply at each step, to the last reply of the assistant', async () => {
  const db = await collection();
  const leftOut = nothingLeftOut();
  const [line, ...others] = parsed(await exported(db, { labels: true }, { format, leftOut }));
  expect(others).toEqual([]);
  expect(line).toMatchObject({
    messages: [
      { role: 'user', content: 'Why?' },
      { role: 'assistant', content: 'best' },
      { role: 'user', content: 'And then?' },
      { role: 'assistant', content: 'the end' },
    ],
    lang: 'en',
    message_tree_id: messageId(0, 0),
    message_ids: [0, 2, 4, 5].map((index) => messageId(0, index)),
    rank: null,
    synthetic: false,
    model_name: null,
    reply_labels: { quality: { value: null, count: 0 } },
  });
  expect(leftOutLine(leftOut)).toBe('Left out: 1 tree without a reply of the assistant.\n');
  await db.destroy();
});

test('all paths are every conversation to its last reply, each once, the best first', async () => {
  const db = await collection();
  const lines = parsed(await exported(db, {}, { format, paths: 'all' }));
  expect(lines.map(contents)).toEqual([
    ['user: Why?', 'assistant: best', 'user: And then?', 'assistant: the end'],
    ['user: Why?', 'assistant: middle'],
    ['user: Why?', 'assistant: worst'],
  ]);
  expect(lines.map(({ rank }) => rank)).toEqual([null, 1, 2]);
  await db.destroy();
});

test('only the best so many replies to the same message are taken', async () => {
  const db = await collection();
  const ends = async (topK: number) =>
    parsed(await exported(db, {}, { format, paths: 'all', topK })).map((line) => contents(line).at(-1));
  expect(await ends(1)).toEqual(['assistant: the end']);
  expect(await ends(2)).toEqual(['assistant: the end', 'assistant: middle']);
  expect(await ends(9)).toHaveLength(3);
  await db.destroy();
});
