import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import { describe, expect, test } from 'vitest';
import { storedEmojiCodes } from '../../src/backend/messages/emoji-codes.ts';
import { labelNames } from '../../src/backend/messages/label-sets.ts';
import type { Schema } from '../../src/store/schema.ts';
import { databases } from '../support/database.ts';
import {
  messageId,
  type PlainMessage,
  personId,
  putPeople,
  putPromptRanking,
  putTree,
} from './support/collection.ts';
import { exported, imported } from './support/text.ts';

const prompt: PlainMessage = { text: 'Why is the sky blue?' };
const noEmojis = Object.fromEntries(storedEmojiCodes.map((code) => [code, 0]));
const noLabels = Object.fromEntries(labelNames.map((name) => [name, { value: null, count: 0 }]));
const noEvents = { emoji: [], rating: [], ranking: [], report: [], score: [] };

function parsed(text: string): Record<string, unknown>[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
}

const texts = (text: string) => parsed(text).map((line) => line.text);

describe.each(databases)('on $name', ({ open }) => {
  async function collection(...trees: Parameters<typeof putTree>[2][]): Promise<Kysely<Schema>> {
    const db = await open();
    await putPeople(db, [{}, {}, {}, { enabled: 0 }, { deleted: 1 }, { client: 'samples' }]);
    for (const [index, tree] of trees.entries()) await putTree(db, index, tree);
    return db;
  }

  test('a tree has its fields in the order of the format, replies best first', async () => {
    const db = await collection({
      messages: [
        { ...prompt, emojis: ['+1', '+1'] },
        { parent: 0, text: 'Second', rank: 1, author: 1 },
        { parent: 0, text: 'Unranked', author: 2 },
        { parent: 0, text: 'First', rank: 0, author: 1, labels: [{ spam: 0 }, { spam: 1, quality: 0.5 }] },
      ],
    });
    const [tree] = parsed(await exported(db, { labels: true }));
    expect(tree).toEqual({
      message_tree_id: messageId(0, 0),
      tree_state: 'ready_for_export',
      prompt: expect.objectContaining({
        message_id: messageId(0, 0),
        emojis: expect.objectContaining({ '+1': 2, '-1': 0, _skip_reply: 0 }),
      }),
      origin: null,
      meta: null,
    });
    const { replies } = (tree?.prompt ?? {}) as { replies: object[] };
    expect(replies.map((reply) => Reflect.get(reply, 'text'))).toEqual(['First', 'Second', 'Unranked']);
    expect(Object.entries(replies[0] ?? {})).toEqual([
      ['message_id', messageId(0, 3)],
      ['parent_id', messageId(0, 0)],
      ['user_id', personId(1)],
      ['created_date', '2026-01-01T00:00:00.003000+00:00'],
      ['text', 'First'],
      ['role', 'assistant'],
      ['lang', 'en'],
      ['review_count', 3],
      ['review_result', true],
      ['deleted', false],
      ['rank', 0],
      ['synthetic', false],
      ['model_name', null],
      ['emojis', noEmojis],
      ['replies', []],
      ['labels', { ...noLabels, spam: { value: 0.5, count: 2 }, quality: { value: 0.5, count: 1 } }],
      ['events', null],
      ['detoxify', null],
      ['second_look', null],
      ['meta', null],
    ]);
  });

  test('flat messages stand depth first, each with its tree and state', async () => {
    const db = await collection({
      messages: [prompt, { parent: 0, text: 'A' }, { parent: 0, text: 'B' }, { parent: 1, text: 'A1' }],
    });
    const lines = parsed(await exported(db, {}, { format: 'messages' }));
    expect(lines.map(({ text }) => text)).toEqual([prompt.text, 'A', 'A1', 'B']);
    for (const line of lines)
      expect(line).toMatchObject({ message_tree_id: messageId(0, 0), tree_state: 'ready_for_export' });
  });

  test('a refusal is written once three have judged, an acceptance always', async () => {
    const results = [
      { reviewCount: 2, reviewResult: 0 },
      { reviewCount: 3, reviewResult: 0 },
      { reviewCount: 1, reviewResult: 1 },
      { reviewCount: 3, reviewResult: null },
    ] as const;
    const db = await collection({
      messages: [prompt, ...results.map((result, index) => ({ parent: 0, text: `${index}`, ...result }))],
    });
    const lines = parsed(await exported(db, { unaccepted: 'yes' }, { format: 'messages' }));
    expect(lines.slice(1).map(({ review_result }) => review_result)).toEqual([null, false, true, null]);
  });

  test('what is left out takes everything below it along', async () => {
    const db = await collection(
      {
        messages: [
          prompt,
          { parent: 0, text: 'deleted', deleted: true },
          { parent: 1, text: 'below deleted' },
          { parent: 0, text: 'refused', reviewResult: 0 },
          { parent: 0, text: 'kept' },
          { parent: 4, text: 'disabled', author: 3 },
          { parent: 5, text: 'below disabled' },
          { parent: 4, text: 'left', author: 4 },
        ],
      },
      {
        messages: [
          { text: 'sample', author: 5 },
          { parent: 0, text: 'below a sample' },
        ],
      },
      {
        messages: [
          { text: 'somebody who left', author: 4 },
          { parent: 0, text: 'below' },
        ],
      },
    );
    const flat = { format: 'messages' as const };
    expect(texts(await exported(db, {}, flat))).toEqual([prompt.text, 'kept']);
    expect(texts(await exported(db, { deleted: 'yes', samples: true }, flat))).toEqual([
      prompt.text,
      'deleted',
      'below deleted',
      'kept',
      'sample',
      'below a sample',
    ]);
    expect(texts(await exported(db, { deleted: 'only' }, flat))).toEqual(['deleted']);
    expect(texts(await exported(db, { unaccepted: 'only' }, flat))).toEqual(['refused']);
  });

  test('a tree with a model’s message is left out whole unless models are asked for', async () => {
    const db = await collection(
      { messages: [prompt, { parent: 0, text: 'by a model', synthetic: true, model: 'm-1' }] },
      { messages: [{ text: 'by people' }, { parent: 0, text: 'gone', synthetic: true, deleted: true }] },
    );
    const flat = { format: 'messages' as const };
    expect(texts(await exported(db, {}, flat))).toEqual(['by people']);
    expect(texts(await exported(db, { synthetic: 'yes' }, flat))).toEqual([
      prompt.text,
      'by a model',
      'by people',
    ]);
    const [line] = parsed(await exported(db, { synthetic: 'only' }, flat));
    expect(line).toMatchObject({ text: 'by a model', synthetic: true, model_name: 'm-1' });
  });

  test('trees are chosen by language, state and the date of their prompt', async () => {
    const day = (text: string) => Date.parse(`${text}T00:00:00Z`);
    const db = await collection(
      { messages: [{ text: 'January', at: day('2026-01-31') }] },
      { messages: [{ text: 'February', at: day('2026-02-01') }], lang: 'de' },
      { messages: [{ text: 'growing', at: day('2026-01-31') }], state: 'growing' },
    );
    const flat = { format: 'messages' as const };
    expect(texts(await exported(db, { langs: ['de', 'fr'] }, flat))).toEqual(['February']);
    expect(texts(await exported(db, { states: ['growing'] }, flat))).toEqual(['growing']);
    expect(texts(await exported(db, { since: day('2026-02-01') }, flat))).toEqual(['February']);
    expect(texts(await exported(db, { until: day('2026-02-01') }, flat))).toEqual(['January']);
  });

  test('opinions of people who left or were shut out do not count', async () => {
    const spam = [0, 0, 0, 1, 1].map((value) => ({ spam: value })); // the fourth is disabled, the fifth left
    const rankings = [0, 1, 2, 3, 4].map(() => [1, 2]);
    const db = await collection({
      messages: [
        { ...prompt, labels: spam, emojis: ['+1', '+1', '-1', '-1', '-1'], rankings },
        { parent: 0, text: 'A', rank: 0 },
        { parent: 0, text: 'B', rank: 1 },
      ],
    });
    const [line] = parsed(await exported(db, { labels: true, events: true }, { format: 'messages' }));
    expect(line).toMatchObject({ labels: { spam: { value: 0, count: 3 } }, emojis: { '+1': 2, '-1': 1 } });
    const { emoji, ranking } = (line?.events ?? {}) as Record<string, object[]>;
    expect(emoji).toHaveLength(3);
    expect(ranking).toHaveLength(3);
    expect(ranking?.[0]).toEqual({
      type: 'ranking',
      user_id: personId(0),
      ranking: [0, 1],
      ranked_message_ids: [messageId(0, 1), messageId(0, 2)],
      ranking_parent_id: messageId(0, 0),
      message_tree_id: messageId(0, 0),
      not_rankable: false,
    });
  });

  test('labels are means over reviews: reports and labels without a task are in none of the forms', async () => {
    const freeLabels: Record<string, number>[] = [{ quality: 1, humor: 1 }];
    const reports: Record<string, number>[] = [{ spam: 1 }, { spam: 1, toxicity: 1 }];
    const db = await collection({
      messages: [
        { ...prompt, reviewCount: 0, freeLabels, reports },
        { parent: 0, text: 'A', rank: 0, labels: [{ spam: 0, quality: 0.5 }], freeLabels, reports },
        { parent: 0, text: 'B', rank: 1 },
      ],
    });
    const shown = { labels: true, events: true };
    const [first, second] = parsed(await exported(db, shown, { format: 'messages' }));
    expect(first).toMatchObject({ labels: noLabels, events: noEvents });
    const given = { ...noLabels, quality: { value: 0.5, count: 1 }, spam: { value: 0, count: 1 } };
    expect(second).toMatchObject({ labels: given, events: noEvents });
    expect(parsed(await exported(db, shown))).toMatchObject([
      { prompt: { replies: [{ labels: given }, {}] } },
    ]);
    const [pair] = parsed(await exported(db, shown, { format: 'pairs' }));
    expect(pair).toMatchObject({ chosen_labels: given, rejected_labels: noLabels });
    const [bare] = parsed(await exported(db, {}, { format: 'pairs' }));
    expect(bare).toMatchObject({ chosen_labels: null, rejected_labels: null });
  });

  test('rankings of prompts are events of each of them, and come through an import', async () => {
    const db = await collection(
      {
        messages: [
          { ...prompt, rankings: [[1, 2]] },
          { parent: 0, text: 'A' },
          { parent: 0, text: 'B' },
        ],
      },
      { messages: [{ text: 'second' }] },
      { messages: [{ text: 'grows' }], state: 'growing' },
    );
    for (const voter of [0, 1, 3]) await putPromptRanking(db, voter, [2, 0, 1]); // the fourth is disabled
    const text = await exported(db, { events: true }, { format: 'messages' });
    const vote = (voter: number) => ({
      type: 'ranking',
      user_id: personId(voter),
      ranking: [2, 0, 1],
      ranked_message_ids: [messageId(2, 0), messageId(0, 0), messageId(1, 0)],
      ranking_parent_id: null,
      message_tree_id: null,
      not_rankable: false,
    });
    const [first, , , second] = parsed(text);
    expect(first?.events).toEqual({
      ...noEvents,
      ranking: [vote(0), vote(1), expect.objectContaining({ ranking_parent_id: messageId(0, 0) })],
    });
    expect(second?.events).toEqual({ ...noEvents, ranking: [vote(0), vote(1)] });
    expect(await exported(db, {}, { format: 'messages' })).not.toContain('"type":"ranking"');
    const other = await open();
    expect((await imported(other, text)).faults).toEqual([]);
    expect(await exported(other, { events: true }, { format: 'messages' })).toBe(text);
    const hidden = await exported(db, { events: true }, { salt: 'pepper' });
    expect(hidden).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}/);
  });

  test('a salt hashes every id, as the reference does, and no id is left anywhere', async () => {
    const db = await collection({
      messages: [
        { ...prompt, emojis: ['+1'], rankings: [[1, 2]] },
        { parent: 0, text: 'A', rank: 0, author: 1 },
        { parent: 0, text: 'B', rank: 1, author: 2 },
      ],
    });
    const hash = (text: string) => createHash('sha256').update(text).digest('hex');
    for (const format of ['trees', 'messages', 'pairs'] as const) {
      const text = await exported(db, { events: true }, { format, salt: 'pepper' });
      expect(text).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}/);
      expect(text).toContain(hash(`message_tree:${messageId(0, 0)}pepper`));
      expect(text).toContain(hash(`message:${messageId(0, 1)}pepper`));
      if (format !== 'pairs') expect(text).toContain(hash(`user:${personId(1)}pepper`));
    }
  });

  test('every two ranked replies of the assistant make a pair, with the conversation before them', async () => {
    const db = await collection({
      messages: [
        prompt,
        { parent: 0, text: 'good', rank: 0 },
        { parent: 0, text: 'bad', rank: 2 },
        { parent: 0, text: 'fair', rank: 1 },
        { parent: 0, text: 'unranked' },
        { parent: 1, text: 'And at night?', rank: 0 },
        { parent: 1, text: 'Thanks!', rank: 1 },
        { parent: 5, text: 'Black.', rank: 0 },
        { parent: 5, text: 'Dark.', rank: 1 },
      ],
    });
    const pairs = parsed(await exported(db, {}, { format: 'pairs' }));
    const shape = pairs.map(({ prompt: before, chosen, rejected }) => [
      (before as object[]).length,
      (chosen as { content: string }[])[0]?.content,
      (rejected as { content: string }[])[0]?.content,
    ]);
    expect(shape).toEqual([
      [1, 'good', 'fair'],
      [1, 'good', 'bad'],
      [1, 'fair', 'bad'],
      [3, 'Black.', 'Dark.'],
    ]);
    expect(pairs[3]).toMatchObject({
      prompt: [
        { role: 'user', content: prompt.text },
        { role: 'assistant', content: 'good' },
        { role: 'user', content: 'And at night?' },
      ],
      chosen: [{ role: 'assistant', content: 'Black.' }],
      lang: 'en',
      chosen_id: messageId(0, 7),
      rejected_id: messageId(0, 8),
      chosen_rank: 0,
      rejected_rank: 1,
    });
  });

  test('a pair needs more people who preferred the one; who found none usable preferred none', async () => {
    const replies = [
      { parent: 0, text: 'A', rank: 0 },
      { parent: 0, text: 'B', rank: 1 },
      { parent: 0, text: 'C', rank: 2 },
    ];
    const unusable = [3, 2, 1]; // every second one in a collection is marked as not rankable
    const rankings = [[1, 2, 3], unusable, [2, 1, 3]];
    const db = await collection(
      { messages: [{ ...prompt, rankings }, ...replies] },
      {
        messages: [
          {
            text: 'tied',
            rankings: [
              [1, 2, 3],
              [1, 2, 3],
              [3, 2, 1],
            ],
          },
          ...replies,
        ],
      },
      { messages: [{ text: 'none usable', rankings: [[1, 2, 3]] }, ...replies] },
    );
    await db
      .updateTable('backend_rankings')
      .set({ not_rankable: 1 })
      .where('parent_id', '=', messageId(2, 0))
      .execute();
    const pairs = parsed(await exported(db, {}, { format: 'pairs' }));
    const shape = pairs.map(({ chosen_id, rejected_id, chosen_votes, rejected_votes }) => [
      chosen_id,
      rejected_id,
      chosen_votes,
      rejected_votes,
    ]);
    expect(shape).toEqual([
      [messageId(0, 1), messageId(0, 3), 2, 0],
      [messageId(0, 2), messageId(0, 3), 2, 0],
    ]);
  });

  test('more trees than fit in a page all come, once, oldest first', async () => {
    const trees = Array.from({ length: 230 }, (_, index) => ({
      messages: [{ text: `${index}`, at: 1_000 + (index >> 3) }],
    }));
    const db = await collection(...trees);
    const found = texts(await exported(db, {}, { format: 'messages' }));
    expect(found.map(Number).sort((a, b) => a - b)).toEqual([...trees.keys()]);
    expect(found.map((text) => Number(text) >> 3)).toEqual([...trees.keys()].map((index) => index >> 3));
  });
});
