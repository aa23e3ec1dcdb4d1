import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createBackend } from '../../src/backend/backend.ts';
import { trustedKey } from '../../src/backend/clients.ts';
import { DatasetError } from '../../src/dataset/failures.ts';
import { Task } from '../../src/oasst/tasks.ts';
import { databases, memoryDatabase } from '../support/database.ts';
import { uuid } from './support/collection.ts';
import { everything, exported, imported } from './support/text.ts';

type Line = Record<string, unknown>;

const message = (name: string, parent?: string, more: Line = {}): Line => ({
  message_id: uuid(name),
  ...(parent === undefined ? {} : { parent_id: uuid(parent) }),
  text: `Text of ${name}`,
  role: parent === undefined ? 'prompter' : 'assistant',
  lang: 'en',
  ...more,
});
const lines = (...values: unknown[]) => values.map((value) => JSON.stringify(value)).join('\n');
const candidates = [
  message('p', undefined, { synthetic: false }),
  message('a', 'p', { model_name: 'm-1' }),
  message('b', 'p', { model_name: 'm-2' }),
];

describe.each(databases)('on $name', ({ open }) => {
  test('candidates of models arrive accepted and synthetic, and wait in the backlog', async () => {
    const db = await open();
    expect((await imported(db, lines(...candidates))).faults).toEqual([]);
    const rows = await db
      .selectFrom('backend_messages')
      .selectAll()
      .orderBy('depth')
      .orderBy('model_name')
      .execute();
    expect(rows.map(({ synthetic, model_name }) => [synthetic, model_name])).toEqual([
      [0, null],
      [1, 'm-1'],
      [1, 'm-2'],
    ]);
    for (const row of rows)
      expect(row).toMatchObject({ review_result: 1, wanted: null, depth: row.parent_id ? 1 : 0 });
    const tree = await db.selectFrom('backend_trees').selectAll().executeTakeFirst();
    expect(tree).toMatchObject({ state: 'backlog_ranking', goal_size: 0, max_depth: 0, max_children: 0 });
  });

  test('candidates put into ranking are handed out and ranked, and the tree is done', async () => {
    const db = await open();
    await imported(db, lines(...candidates), { arrival: 'ranking' });
    const app = createBackend({
      db,
      now: () => 1_000,
      random: () => 0,
      keys: [trustedKey('k')],
      log: { error() {} },
    });
    const post = async (path: string, body: object) => {
      const headers = { 'content-type': 'application/json', 'x-api-key': 'k' };
      return app.request(`/api/v1${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
    };
    for (const id of ['1', '2', '3']) {
      const user = { id, display_name: id, auth_method: 'discord' };
      const reply = await post('/tasks/', { type: 'rank_assistant_replies', user, lang: 'en' });
      const task = Task.parse(await reply.json());
      expect(task).toMatchObject({ type: 'rank_assistant_replies' });
      await post(`/tasks/${task.id}/ack`, { message_id: `m${id}` });
      const answer = { type: 'message_ranking', user, message_id: `m${id}`, ranking: [1, 0] };
      expect((await post('/tasks/interaction', answer)).status).toBe(200);
    }
    const pairs = await exported(db, { synthetic: 'yes' }, { format: 'pairs' });
    expect(pairs.split('\n')).toHaveLength(2);
  });

  test('a tree with nothing to rank is not left in ranking', async () => {
    const db = await open();
    const found = await imported(db, lines(...candidates.slice(0, 2)), { arrival: 'ranking' });
    expect([...found.trees.values()].map(({ state }) => state)).toEqual(['aborted_low_grade']);
  });

  test('messages may come in any order', async () => {
    const chain = Array.from({ length: 30 }, (_, index) =>
      message(`c${index}`, index === 0 ? undefined : `c${index - 1}`, {
        role: index % 2 ? 'assistant' : 'prompter',
      }),
    );
    const [straight, backwards] = [await open(), await open()];
    const dated = chain.map((each) => ({ ...each, created_date: '2026-01-01T00:00:00Z' }));
    expect((await imported(straight, lines(...dated))).faults).toEqual([]);
    expect((await imported(backwards, lines(...dated.toReversed()))).faults).toEqual([]);
    expect(await exported(backwards, everything)).toBe(await exported(straight, everything));
  });

  test('nothing is stored when one line of many is bad; without that line all the rest is', async () => {
    const many = Array.from({ length: 700 }, (_, index) => message(`m${index}`));
    const text = lines(...many.slice(0, 500), { message_id: 'x' }, ...many.slice(500));
    const db = await open();
    const count = () => db.selectFrom('backend_messages').select('id').execute();
    const { faults } = await imported(db, text);
    expect(new Set(faults.map(({ line }) => line))).toEqual(new Set([501]));
    expect(await count()).toEqual([]);
    await imported(db, text, { skipBad: true });
    expect(await count()).toHaveLength(700);
  });

  test('a tree that is here already stays as it is, and new replies to it are refused', async () => {
    const db = await open();
    await imported(db, lines(...candidates));
    const { known, faults, trees } = await imported(db, lines(...candidates, message('c', 'p')));
    expect({ known, trees: trees.size }).toEqual({ known: 3, trees: 0 });
    expect(faults).toEqual([{ line: 4, reason: expect.stringContaining('its tree is here already') }]);
  });
});

const tree = (prompt: unknown, more: Line = {}) => ({ message_tree_id: uuid('p'), prompt, ...more });
const bad: [string, unknown, string][] = [
  ['not JSON', '{', 'not a JSON object'],
  ['a list', [], 'not a JSON object'],
  ['a thread', { thread_id: 't', thread: [] }, 'thread'],
  ['something else', { hello: 1 }, 'neither message_id nor message_tree_id'],
  ['a missing text', { ...message('p'), text: undefined }, 'text'],
  ['a role of its own', message('p', undefined, { role: 'system' }), 'role'],
  ['a missing language', { ...message('p'), lang: undefined }, 'lang'],
  ['a date without a zone', message('p', undefined, { created_date: '2026-01-01T00:00:00' }), 'created_date'],
  ['too long a text', message('p', undefined, { text: '🌱'.repeat(2_001) }), 'longer than 2000'],
  ['a text of blanks', message('p', undefined, { text: ' \n\t' }), 'nothing to read'],
  ['a text with NUL', message('p', undefined, { text: 'a\0b' }), 'no database can hold'],
  ['half a surrogate pair', message('p', undefined, { text: 'a\ud800b' }), 'no database can hold'],
  ['an unknown state', message('p', undefined, { tree_state: 'happy' }), 'tree_state'],
  ['a negative rank', message('p', undefined, { rank: -1 }), 'rank'],
  ['an id with NUL', message('p', undefined, { user_id: 'a\0' }), 'user_id'],
  ['a model with half a pair', message('p', undefined, { model_name: '\udc00' }), 'model_name'],
  ['an orphan', message('a', 'nowhere'), 'its parent is not in the file'],
  ['its own parent', message('a', 'a'), 'circle'],
  ['a prompt by the assistant', message('p', undefined, { role: 'assistant' }), 'a prompt must be'],
  ['another tree', message('p', undefined, { message_tree_id: uuid('q') }), 'message_tree_id is not'],
  ['a tree of another prompt', { ...tree(message('q')) }, 'message_tree_id is not'],
  [
    'a bad reply in a tree',
    tree({ ...message('p'), replies: [{ ...message('a', 'p'), text: 5 }] }),
    'prompt.replies[0].text',
  ],
  [
    'a reply of another parent',
    tree({ ...message('p'), replies: [message('a', 'q')] }),
    'prompt.replies[0].parent_id',
  ],
  ['a tree without a prompt', tree(undefined), 'prompt'],
  ['a double in a tree', tree({ ...message('p'), replies: [{ ...message('p', 'p') }] }), 'on line 1 already'],
  [
    'the same role twice',
    tree({ ...message('p'), replies: [message('a', 'p', { role: 'prompter' })] }),
    'same role',
  ],
];

test.each(bad)('%s is refused, with its line and the reason', async (_, value, reason) => {
  const db = await memoryDatabase();
  const { faults } = await imported(db, typeof value === 'string' ? value : lines(value));
  expect(faults.map(({ line }) => line)).toContain(1);
  expect(faults.map((fault) => fault.reason).join('\n')).toContain(reason);
  expect(await db.selectFrom('backend_messages').select('id').execute()).toEqual([]);
  await db.destroy();
});

test('two lines with the same message, a circle and what hangs on it are all told', async () => {
  const db = await memoryDatabase();
  const found = await imported(
    db,
    lines(
      message('p'),
      message('p'),
      message('x', 'y'),
      message('y', 'x'),
      message('z', 'y'),
      message('a', 'p'),
    ),
    { skipBad: true },
  );
  expect(found.faults.map(({ line }) => line)).toEqual([2, 3, 4, 5]);
  expect(found.faults[0]?.reason).toContain('on line 1 already');
  expect(await db.selectFrom('backend_messages').select('id').execute()).toHaveLength(2);
  await db.destroy();
});

test('compressed files, byte order marks, blank lines and Windows line ends are fine', async () => {
  const text = `\ufeff${candidates.map((line) => JSON.stringify(line)).join('\r\n\r\n')}\r\n`;
  for (const bytes of [Buffer.from(text), gzipSync(text)]) {
    const db = await memoryDatabase();
    const { faults, places } = await imported(db, bytes);
    expect({ faults, size: places.size }).toEqual({ faults: [], size: 3 });
    await db.destroy();
  }
});

test('a compressed file that ends too early is a clear error', async () => {
  const db = await memoryDatabase();
  const cut = gzipSync(lines(...candidates)).subarray(0, -12);
  const failure = await imported(db, cut).catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(DatasetError);
  expect(String(failure)).toContain('ends too early');
  await db.destroy();
});

test('any JSON is a fault or a message, never an exception', async () => {
  const db = await memoryDatabase();
  const keys = fc.constantFrom(
    'message_id',
    'message_tree_id',
    'prompt',
    'replies',
    'text',
    'role',
    'labels',
    'events',
  );
  const value = fc.letrec((tie) => ({
    any: fc.oneof({ maxDepth: 4 }, fc.jsonValue(), fc.dictionary(keys, tie('any'))),
  })).any;
  await fc.assert(
    fc.asyncProperty(fc.array(value, { maxLength: 5 }), async (values) => {
      const { places, faults } = await imported(db, lines(...values));
      expect(places.size > 0 || faults.length > 0 || values.length === 0).toBe(true);
    }),
    { numRuns: 100, seed: 3 },
  );
  await db.destroy();
});
