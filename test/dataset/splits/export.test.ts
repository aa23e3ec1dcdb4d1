import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { nothingLeftOut } from '../../../src/dataset/export/left-out.ts';
import { exportRows } from '../../../src/dataset/export/lines.ts';
import { readExportOptions } from '../../../src/dataset/export/options.ts';
import { openDatabase } from '../../../src/store/database.ts';
import { databases } from '../../support/database.ts';
import { freshFolder } from '../../support/folder.ts';
import { messageId, putPeople, putPromptRanking, putTree } from '../support/collection.ts';
import { data } from '../support/command.ts';
import type { Db } from '../support/text.ts';

const HALVES = 'one=0.5,two=0.5';
const subjects = [
  'How long should dough for a rye loaf rest before it goes into the oven?',
  'Name three stars that a beginner can find in a city sky without a telescope.',
  'Why do rivers bend more and more on flat land as the centuries pass?',
  'Which opening in chess would you teach first, and what are its ideas?',
  'Explain depreciation to a shoemaker who bought a sewing machine last year.',
  'My violin squeaks on the E string whenever I play softly; what can I do?',
  'Write a short poem in which a volcano apologizes to the village below.',
  'Are house spiders of any use, or is it fine to carry them outside?',
  'What makes safety glass break into crumbs rather than into long splinters?',
  'Compare rugby union with rugby league for somebody who only knows football.',
];

/** A collection whose key is known, so that its sides are the same in every run. */
async function withKey(db: Db): Promise<Db> {
  await db.insertInto('dataset_key').values({ one: 1, key: 'of the test' }).execute();
  return db;
}

/** The side of each prompt, and how many leak. */
async function sidesIn(db: Db, ...args: string[]) {
  const { wish } = readExportOptions(['out.jsonl', '--format', 'messages', '--split', HALVES, ...args], {});
  const leftOut = nothingLeftOut();
  const sides = new Map<unknown, string | undefined>();
  for await (const { side, rows } of exportRows(db, wish, { note() {}, leftOut }))
    for (const row of rows) sides.set(Reflect.get(row, 'text'), side);
  return { sides, leaking: leftOut.counts.get('leaking') ?? 0, leftOut };
}

describe.each(databases)('on $name', ({ open }) => {
  test('no tree changes sides when the collection grows, and whatever is nearly the same shares a side', async () => {
    const db = await withKey(await open());
    await putPeople(db, [{}]);
    for (const [index, subject] of subjects.entries())
      await putTree(db, index, { messages: [{ text: subject }] });
    const first = (await sidesIn(db)).sides;
    expect(new Set(first.values())).toEqual(new Set(['one', 'two']));
    for (const [index, subject] of subjects.entries())
      await putTree(db, 100 + index, { messages: [{ text: `${subject} Thanks!`, at: index }] }); // older ones
    const { sides, leaking } = await sidesIn(db);
    expect(leaking).toBe(0);
    for (const subject of subjects) {
      expect(sides.get(subject)).toBe(first.get(subject));
      expect(sides.get(`${subject} Thanks!`)).toBe(first.get(subject));
    }
    expect((await sidesIn(db, '--lang', 'en')).sides).toEqual(sides);
  });

  test('what is nearly the same as trees of two groups is on no side, and counted', async () => {
    const db = await withKey(await open());
    await putPeople(db, [{}]);
    const [a, b] = [subjects[0] ?? '', subjects[1] ?? ''];
    await putTree(db, 0, { messages: [{ text: a }] });
    await putTree(db, 1, { messages: [{ text: b }] });
    await sidesIn(db);
    // of the second group, and then said to be like the first as well
    await putTree(db, 2, { messages: [{ text: 'between the two' }] });
    await db
      .insertInto('dataset_groups')
      .values({ root: messageId(2, 0), group_root: null })
      .execute();
    const { sides, leaking } = await sidesIn(db);
    expect([...sides.keys()].sort()).toEqual([a, b].sort());
    expect(leaking).toBe(1);
  });

  test('what was erased is no longer compared, and what was like it stays where it was', async () => {
    const db = await withKey(await open());
    await putPeople(db, [{}]);
    const text = subjects[0] ?? '';
    await putTree(db, 0, { messages: [{ text }] });
    await putTree(db, 1, { messages: [{ text: `${text} Please.` }] });
    const before = (await sidesIn(db)).sides.get(`${text} Please.`);
    await db
      .updateTable('backend_messages')
      .set({ text: '', deleted: 1 })
      .where('id', '=', messageId(0, 0))
      .execute();
    const { sides } = await sidesIn(db);
    expect(sides.get(`${text} Please.`)).toBe(before);
    const left = await db.selectFrom('dataset_bands').select('root').distinct().execute();
    expect(left).toEqual([{ root: messageId(1, 0) }]);
  });

  test('prompts make pairs within a side only', async () => {
    const db = await withKey(await open());
    await putPeople(db, [{}]);
    for (const [index, subject] of subjects.entries())
      await putTree(db, index, { messages: [{ text: subject }] });
    await putPromptRanking(db, 0, [...subjects.keys()]);
    const { sides } = await sidesIn(db);
    const args = ['out.jsonl', '--format', 'pairs', '--between', 'prompts', '--split', HALVES];
    const { wish } = readExportOptions(args, {});
    const leftOut = nothingLeftOut();
    let pairs = 0;
    for await (const { side, rows } of exportRows(db, wish, { note() {}, leftOut }))
      for (const row of rows) {
        pairs += 1;
        for (const of of ['chosen', 'rejected'])
          expect(sides.get(Reflect.get(row, of)[0].content)).toBe(side);
      }
    const ones = [...sides.values()].filter((side) => side === 'one').length;
    const across = ones * (subjects.length - ones);
    expect(leftOut.noLines.get('acrossSides')).toBe(across);
    expect(pairs).toBe((subjects.length * (subjects.length - 1)) / 2 - across);
  });
});

test('every side has its file, all together or none', async () => {
  const cwd = await freshFolder();
  const db = await withKey(await openDatabase({ dataDir: join(cwd, 'data') }));
  await putPeople(db, [{}]);
  for (const [index, subject] of subjects.entries())
    await putTree(db, index, { messages: [{ text: subject }] });
  await db.destroy();
  const args = ['export', 'out.jsonl', '--format', 'prompts', '--split', HALVES];
  const run = await data(args, { cwd });
  expect(run.stderr).toMatch(/^Exported 10 trees, 10 messages, 10 lines: one \d lines?, two \d lines?\.\n$/);
  expect((await readdir(cwd)).sort()).toEqual(['data', 'out.one.jsonl', 'out.two.jsonl']);
  const lines = (
    await Promise.all(['one', 'two'].map((side) => readFile(join(cwd, `out.${side}.jsonl`), 'utf8')))
  ).join('');
  expect(lines.trimEnd().split('\n')).toHaveLength(10);
  expect(await data(args, { cwd })).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('out.one.jsonl is there'),
  });
});

test.each([
  ['--split', 'train=0.8,test=0.1'],
  ['--split', 'train=1.5'],
  ['--split', 'train=0.5,train=0.5'],
  ['--split', '../up=1'],
  ['--split', 'train'],
])('%s %s is refused with what it should be', (...args) => {
  expect(() => readExportOptions(['out.jsonl', ...args], {})).toThrow(/^--split (must be|names a side)/);
  expect(() => readExportOptions(['--split', HALVES], {})).toThrow('name one');
});
