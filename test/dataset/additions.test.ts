// Collect, generate, rank: replies of models to prompts that people wrote here.
import { describe, expect, test } from 'vitest';
import type { TreeState } from '../../src/backend/trees/tables.ts';
import { checkCollection } from '../backend/support/invariants.ts';
import { databases } from '../support/database.ts';
import { messageId, type PlainTree, putPeople, putTree } from './support/collection.ts';
import { rankers } from './support/rankers.ts';
import { type Db, everything, exported, imported } from './support/text.ts';

const lines = (...values: unknown[]) => values.map((value) => JSON.stringify(value)).join('\n');
const reply = (parent: string, text: string, more: object = {}) => ({
  parent_id: parent,
  role: 'assistant',
  text,
  lang: 'en',
  ...more,
});

const finished: PlainTree = {
  state: 'ready_for_export',
  messages: [
    { text: 'Why is the sky blue?', author: 5, reviewCount: 0 },
    { parent: 0, text: 'Air scatters blue.', author: 5, reviewCount: 0, rank: 0 },
    { parent: 0, text: 'It is the sea.', author: 5, reviewCount: 0, rank: 1 },
  ],
};

async function states(db: Db): Promise<TreeState[]> {
  const rows = await db.selectFrom('backend_trees').select('state').orderBy('created_at').execute();
  return rows.map(({ state }) => state);
}

describe.each(databases)('on $name', ({ open }) => {
  async function collection(...trees: PlainTree[]): Promise<Db> {
    const db = await open();
    await putPeople(db, [{}, {}, {}, {}, {}, {}]);
    for (const [index, tree] of trees.entries()) await putTree(db, index, tree);
    return db;
  }

  test('two models’ replies to a prompt that waits are ranked, and the import can be repeated', async () => {
    const db = await collection({
      state: 'prompt_lottery_waiting',
      messages: [{ text: 'Why?', reviewCount: 0 }],
    });
    const prompts = await exported(db, { states: ['prompt_lottery_waiting'] }, { format: 'messages' });
    const { message_id } = JSON.parse(prompts);
    const generated = ['m-1', 'm-2', 'm-3'].map((model_name) =>
      reply(message_id, model_name === 'm-3' ? 'A wave.' : `By ${model_name}`, { model_name }),
    );
    const twin = reply(message_id, 'A wave.', { model_name: 'm-4' });
    const text = lines(...generated, twin);
    expect(await imported(db, text, { arrival: 'ranking' })).toMatchObject({
      faults: [],
      additions: new Map([[message_id, { from: 'prompt_lottery_waiting', to: 'ranking', lang: 'en' }]]),
    });
    await checkCollection(db);
    const people = rankers(db);
    for (const id of ['1', '2', '3']) {
      const asked = await people.asked(id);
      expect(asked?.texts.toSorted()).toEqual(['A wave.', 'By m-1', 'By m-2']);
      await asked?.answer(['By m-2', 'A wave.', 'By m-1']);
    }
    expect(await states(db)).toEqual(['ready_for_export']);
    const pairs = (await exported(db, { synthetic: 'yes' }, { format: 'pairs' })).split('\n').slice(0, -1);
    const models = pairs
      .map((line) => JSON.parse(line))
      .map(({ chosen_model_name, rejected_model_name, margin }) => [
        chosen_model_name,
        rejected_model_name,
        margin,
      ]);
    expect(models.toSorted()).toEqual([
      ['m-2', 'm-1', 3],
      ['m-2', 'm-3', 3],
      ['m-2', 'm-4', 3],
      ['m-3', 'm-1', 3],
      ['m-4', 'm-1', 3],
    ]);
    const before = await exported(db, everything);
    expect(await imported(db, text)).toMatchObject({ faults: [], known: 4, additions: new Map() });
    expect(await exported(db, everything)).toBe(before);
  });

  test('replies to a finished tree are ranked among the others, by the same people as well', async () => {
    const db = await collection({
      ...finished,
      state: 'ranking',
      messages: finished.messages.map(({ rank: _, ...message }) => message),
    });
    const people = rankers(db);
    await db
      .updateTable('backend_messages')
      .set({ wanted: 'rank_assistant_replies' })
      .where('depth', '=', 0)
      .execute();
    for (const id of ['1', '2', '3']) await people.rank(id, ['Air scatters blue.', 'It is the sea.']);
    expect(await states(db)).toEqual(['ready_for_export']);
    // as exported, with a reply of a model added in place
    const tree = JSON.parse(await exported(db));
    tree.prompt.replies.push(reply(messageId(0, 0), 'Rayleigh scattering.', { model_name: 'm-1' }));
    const { faults, known } = await imported(db, lines(tree), { arrival: 'ranking' });
    expect({ faults, known }).toEqual({ faults: [], known: 3 });
    expect(await states(db)).toEqual(['ranking']);
    const order = ['Rayleigh scattering.', 'Air scatters blue.', 'It is the sea.'];
    for (const id of ['1', '4', '6']) await people.rank(id, order);
    expect(await people.asked('2')).toBeUndefined();
    await checkCollection(db);
    const rows = await db
      .selectFrom('backend_messages')
      .select(['text', 'rank'])
      .where('depth', '=', 1)
      .orderBy('rank')
      .execute();
    expect(rows).toEqual(order.map((text, rank) => ({ text, rank })));
  });

  test('a ranking that was shown before the import counts for what it shows', async () => {
    const db = await collection();
    const prompt = { message_id: 'p', text: 'Why?', lang: 'en' };
    const first = [prompt, reply('p', 'A', { message_id: 'a' }), reply('p', 'B', { message_id: 'b' })];
    await imported(db, lines(...first), { arrival: 'ranking' });
    const people = rankers(db);
    const shown = await people.asked('1');
    await imported(db, lines(reply('p', 'C', { message_id: 'c' })));
    await shown?.answer(['A', 'B']);
    for (const id of ['2', '3', '4']) await people.rank(id, ['A', 'B', 'C']);
    const rows = await db
      .selectFrom('backend_messages')
      .select(['text', 'rank', 'ranking_count'])
      .where('depth', '=', 1)
      .orderBy('text')
      .execute();
    expect(rows).toEqual([
      { text: 'A', rank: 0, ranking_count: 4 },
      { text: 'B', rank: 1, ranking_count: 4 },
      { text: 'C', rank: 2, ranking_count: 3 },
    ]);
    expect(await states(db)).toEqual(['ready_for_export']);
  });

  test.each([
    ['initial_prompt_review', 'file', 'is still being reviewed'],
    ['aborted_low_grade', 'file', 'was refused'],
    ['halted_by_moderator', 'ranking', 'was stopped by a moderator'],
    ['scoring_failed', 'file', 'could not be scored'],
    ['ready_for_export', 'initial_prompt_review', 'was reviewed'],
    ['ranking', 'ready_for_export', 'in the state ranking'],
    ['prompt_lottery_waiting', 'ranking', 'nothing to rank'],
  ] as const)('a tree in %s is not put into %s: %s', async (state, arrival, reason) => {
    const messages = [{ text: 'Why?' }];
    const db = await collection({ state, messages });
    const { faults } = await imported(db, lines(reply(messageId(0, 0), 'Because.')), {
      arrival,
      skipBad: true,
    });
    expect(faults).toEqual([{ line: 1, reason: expect.stringContaining(reason) }]);
    expect(await states(db)).toEqual([state]);
    expect(await db.selectFrom('backend_messages').select('id').execute()).toHaveLength(1);
  });

  test.each(['prompt_lottery_waiting', 'growing', 'backlog_ranking', 'ready_for_export'] as const)(
    'without --state, a tree in %s stays in it',
    async (state) => {
      const db = await collection({ state, messages: [{ text: 'Why?' }] });
      expect((await imported(db, lines(reply(messageId(0, 0), 'Because.')))).faults).toEqual([]);
      expect(await states(db)).toEqual([state]);
      expect(await db.selectFrom('backend_messages').select('id').execute()).toHaveLength(2);
    },
  );

  test('what people still review keeps its tree from being ranked, and what was deleted has no replies', async () => {
    const db = await collection(
      { state: 'growing', messages: [{ text: 'Why?' }, { parent: 0, text: 'New', reviewResult: null }] },
      { state: 'growing', messages: [{ text: 'Gone?' }, { parent: 0, text: 'Gone', deleted: true }] },
    );
    const added = [
      reply(messageId(0, 0), 'Because.'),
      { ...reply(messageId(1, 1), 'And then?'), role: 'prompter' },
    ];
    const { faults } = await imported(db, lines(...added), { arrival: 'ranking' });
    expect(faults.map(({ reason }) => reason)).toEqual([
      expect.stringContaining('people are still reviewing replies in its tree'),
      expect.stringContaining('the message that it answers was deleted'),
    ]);
  });
});
