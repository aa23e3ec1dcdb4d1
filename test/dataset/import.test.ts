import { readFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createBackend } from '../../src/backend/backend.ts';
import { trustedKey } from '../../src/backend/keys/clients.ts';
import { allKinds, defaults } from '../../src/backend/settings/settings.ts';
import { readExportOptions } from '../../src/dataset/export/options.ts';
import { DatasetError } from '../../src/dataset/failures.ts';
import { Task } from '../../src/oasst/tasks.ts';
import { databases, memoryDatabase } from '../support/database.ts';
import { uuid } from './support/collection.ts';
import { type Db, everything, exported, imported } from './support/text.ts';

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

/** Posts to a backend on this collection. */
function calls(db: Db) {
  const around = { random: () => 0, keys: [trustedKey('k')], log: { error() {} } };
  const app = createBackend({ db, now: () => 1_000, settings: { ...defaults, ...allKinds }, ...around });
  return async (path: string, body: object) => {
    const headers = { 'content-type': 'application/json', 'x-api-key': 'k' };
    return app.request(`/api/v1${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
  };
}

/** What somebody gets who asks for a task of a type. */
async function requested(db: Db, type: string): Promise<Task> {
  const user = { id: '1', display_name: 'Ada', auth_method: 'discord' };
  return Task.parse(await (await calls(db)('/tasks/', { type, user, lang: 'en' })).json());
}

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
    const post = calls(db);
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

  test('a prompt on its own is answered by people, and a repeated import does not double it', async () => {
    const db = await open();
    const text = lines({ text: 'Why is the sky blue?', lang: 'en' }, message('p'));
    for (const known of [0, 2]) expect(await imported(db, text)).toMatchObject({ faults: [], known });
    const trees = await db.selectFrom('backend_trees').selectAll().execute();
    for (const tree of trees) expect(tree).toMatchObject({ state: 'prompt_lottery_waiting', goal_size: 12 });
    const rows = await db.selectFrom('backend_messages').selectAll().execute();
    expect(rows).toHaveLength(2);
    for (const row of rows) expect(row).toMatchObject({ synthetic: 0, review_result: 1, is_assistant: 0 });
    expect(await requested(db, 'assistant_reply')).toMatchObject({ type: 'assistant_reply' });
  });

  test('a prompt put into review is reviewed first', async () => {
    const db = await open();
    const reviewed = message('p', undefined, { review_count: 3, review_result: true });
    await imported(db, lines(reviewed), { arrival: 'initial_prompt_review' });
    const [row] = await db.selectFrom('backend_messages').selectAll().execute();
    expect(row).toMatchObject({ review_count: 0, review_result: null, wanted: 'label_initial_prompt' });
    expect(await requested(db, 'label_initial_prompt')).toMatchObject({ type: 'label_initial_prompt' });
  });

  test('a conversation put into growing goes on from where it is', async () => {
    const db = await open();
    await imported(db, lines(...candidates), { arrival: 'growing' });
    expect(await requested(db, 'prompter_reply')).toMatchObject({ type: 'prompter_reply' });
  });

  test.each([
    ['ranking', candidates.slice(0, 2), 'it has nothing to rank'],
    ['backlog_ranking', candidates.slice(0, 1), 'it has nothing to rank'],
    ['initial_prompt_review', candidates, 'it has replies'],
  ] as const)('what cannot be put into %s is told, line by line', async (arrival, given, reason) => {
    const db = await open();
    const { faults } = await imported(db, lines(message('other'), ...given), { arrival, skipBad: true });
    const own = faults.filter(({ line }) => line > 1);
    expect(own.map(({ line }) => line)).toEqual(given.map((_, index) => index + 2));
    expect(own[0]?.reason).toContain(reason);
    for (const { reason: why } of own.slice(1)) expect(why).toBe('its prompt, on line 2, has a fault');
    const kept = await db.selectFrom('backend_messages').select('id').execute();
    expect(kept).toHaveLength(arrival === 'initial_prompt_review' ? 1 : 0);
  });

  test('a reply takes its prompt’s state and tree when it names none', async () => {
    const db = await open();
    const [prompt, ...replies] = candidates;
    const stated = { ...prompt, tree_state: 'ready_for_export', message_tree_id: uuid('p') };
    const found = await imported(db, lines(stated, ...replies));
    expect(found.faults).toEqual([]);
    expect([...found.trees.values()].map(({ state }) => state)).toEqual(['ready_for_export']);
  });

  test('a story is handed out to be summarised, and a repeated import does not double it', async () => {
    const db = await open();
    const many = Array.from({ length: 450 }, (_, index) => ({ story: `Story ${index}`, lang: 'en' }));
    for (const [fresh, known] of [
      [450, 0],
      [0, 450],
    ])
      expect(await imported(db, lines(...many))).toMatchObject({
        stories: { size: fresh },
        knownStories: known,
      });
    expect(await db.selectFrom('backend_stories').select('id').execute()).toHaveLength(450);
    expect(await requested(db, 'summarize_story')).toMatchObject({ type: 'summarize_story' });
    const { faults } = await imported(db, lines(...many.slice(0, 1), ...many.slice(0, 1)));
    expect(faults).toEqual([{ line: 2, reason: 'this story is on line 1 already' }]);
  });

  test('a language in any spelling is one language, in the import and in the choice of an export', async () => {
    const db = await open();
    const spelled = ['pt-BR', 'pt_br', 'PT-br'].map((lang) => ({ text: `Olá, ${lang}`, lang }));
    const story = { story: 'Era uma vez …', lang: 'PT-BR' };
    expect((await imported(db, lines(...spelled, story))).faults).toEqual([]);
    for (const table of ['backend_trees', 'backend_messages', 'backend_stories'] as const)
      for (const { lang } of await db.selectFrom(table).select('lang').execute()) expect(lang).toBe('pt-BR');
    const { wish } = readExportOptions(['--lang', 'pt_br,DE', '--state', 'all'], {});
    expect(wish.choice.langs).toEqual(['pt-BR', 'de']);
    expect((await exported(db, wish.choice)).match(/\n/g)).toHaveLength(3);
    for (const lang of ['zz zz', 'english', ','])
      expect(() => readExportOptions(['--lang', lang], {})).toThrow(
        '--lang must be languages like en or pt-BR',
      );
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

  test('what is here already stays as it is, and is not taken for something else', async () => {
    const db = await open();
    await imported(db, lines(...candidates));
    const { known, faults, trees } = await imported(db, lines(...candidates));
    expect({ known, faults, trees: trees.size }).toEqual({ known: 3, faults: [], trees: 0 });
    const [prompt, a, b] = candidates;
    const others = [prompt, { ...a, text: 'Something else' }, { ...b, parent_id: uuid('q') }, message('q')];
    const hung = message('c', 'a', { role: 'prompter' });
    expect((await imported(db, lines(...others, hung), { skipBad: true })).faults).toEqual([
      {
        line: 2,
        reason: `message ${uuid('a')} is here already, with another text; give it another message_id`,
      },
      {
        line: 3,
        reason: `message ${uuid('b')} is here already, as the answer to another message; give it another message_id`,
      },
      { line: 5, reason: `message ${uuid('c')}: its parent is on line 2, which has a fault` },
    ]);
    expect(await db.selectFrom('backend_messages').select('id').execute()).toHaveLength(4);
  });

  test('a message that stands in another tree here is told', async () => {
    const db = await open();
    await imported(db, lines(...candidates));
    const taken = await imported(db, lines(message('q'), message('a', 'q')));
    expect(taken.faults).toEqual([
      {
        line: 2,
        reason: `message ${uuid('a')} is here already, as the answer to another message; give it another message_id`,
      },
    ]);
  });
});

function summaryOf(more: Line = {}): Line {
  return {
    summary_id: 's',
    story_id: 't',
    user_id: 'u',
    lang: 'en',
    story: 'Once.',
    summary: 'One.',
    ...more,
  };
}
const tree = (prompt: unknown, more: Line = {}) => ({ message_tree_id: uuid('p'), prompt, ...more });
const bad: [string, unknown, string][] = [
  [
    'broken JSON',
    '{"text":"a" "lang":"en"}',
    "not JSON: expected ',' or '}' after property value at column 13",
  ],
  ['a word without quotes', '{"text":yes}', `not JSON: unexpected token 'y' in "{"text":yes}"`],
  ['a line that is cut off', '{"text":', 'not JSON: it ends too early'],
  ['a list', [], 'not a JSON object'],
  ['a thread', { thread_id: 't', thread: [] }, 'thread'],
  ['a pair', { prompt: [], chosen: [], rejected: [] }, 'an export of pairs, which cannot be imported'],
  ['something else', { hello: 1 }, 'it has no text, message_id, message_tree_id or story'],
  ...Object.entries({
    kto: { prompt: [], completion: [], message_id: 'm', message_tree_id: 't' },
    sft: { messages: [], message_ids: [], message_tree_id: 't' },
    prompts: { prompt: [], prompt_labels: null, message_id: 'm' },
    rankings: { prompt: [], completions: [], completion_ids: [], message_tree_id: 't' },
  }).map(([format, line]): [string, unknown, string] => [
    `a line of ${format}`,
    line,
    `it is from an export of ${format}, which cannot be imported; export trees or messages`,
  ]),
  [
    'a line of annotations',
    { judgement_id: 'j', item_id: 'm', message_tree_id: 't' },
    'it is from an export of annotations, which are taken with the release that has what they are about',
  ],
  ['a summary without an id', { story: 'Once.', summary: 'One.', lang: 'en' }, 'summary_id is missing'],
  ['a summary of blanks', summaryOf({ summary: ' ' }), 'summary has nothing to read'],
  ['a summary of a story with NUL', summaryOf({ story: 'a\0b' }), 'story has characters that no database'],
  ['a summary by nobody', summaryOf({ user_id: undefined }), 'user_id is missing'],
  [
    'a rating in words',
    summaryOf({ events: { rating: [{ type: 'rating', rating: 'good' }] } }),
    'must be a whole number in quotes',
  ],
  ['a story without a language', { story: 'Once.' }, 'lang is missing'],
  ['a story of blanks', { story: ' ', lang: 'en' }, 'story has nothing to read'],
  ['a missing text', { ...message('p'), text: undefined }, 'text is missing'],
  ['a text that is a number', { ...message('p'), text: 5 }, 'text must be a text in quotes'],
  ['a role of its own', message('p', undefined, { role: 'system' }), 'role must be prompter or assistant'],
  ['a missing language', { text: 'Why?' }, 'lang is missing'],
  ['an empty language', { text: 'Why?', lang: '' }, 'lang must be a language like en or pt-BR'],
  ['nonsense for a language', { text: 'Why?', lang: 'zz zz' }, 'lang must be a language like en or pt-BR'],
  ['the name of a language', { story: 'Once.', lang: 'english' }, 'lang must be a language like en or pt-BR'],
  ['a reply without a role', { parent_id: 'p', text: 'Because.', lang: 'en' }, 'role is missing'],
  ['a label above 1', message('p', undefined, { labels: { spam: { value: 7, count: 3 } } }), 'from 0 to 1'],
  ['half a review', message('p', undefined, { review_count: 1.5 }), 'review_count must be a whole number'],
  ['a deletion in words', message('p', undefined, { deleted: 'no' }), 'deleted must be true or false'],
  ['a date without a zone', message('p', undefined, { created_date: '2026-01-01T00:00:00' }), 'zone'],
  ['too long a text', message('p', undefined, { text: '🌱'.repeat(2_001) }), 'longer than 2000'],
  ['a text of blanks', message('p', undefined, { text: ' \n\t' }), 'nothing to read'],
  ['a text with NUL', message('p', undefined, { text: 'a\0b' }), 'no database can hold'],
  ['half a surrogate pair', message('p', undefined, { text: 'a\ud800b' }), 'no database can hold'],
  ['an unknown state', message('p', undefined, { tree_state: 'happy' }), 'tree_state'],
  ['a negative rank', message('p', undefined, { rank: -1 }), 'rank must be a whole number from 0'],
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

test('what hangs on a line with a fault names that line, and a prompt that stands there twice is told', async () => {
  const db = await memoryDatabase();
  const own = { text: 'Why?', lang: 'en' };
  const broken = { ...message('p'), lang: undefined };
  const below = message('b', 'a', { role: 'prompter' });
  const { faults } = await imported(db, lines(own, broken, message('a', 'p'), below, own));
  expect(faults).toEqual([
    { line: 2, reason: 'lang is missing' },
    { line: 3, reason: `message ${uuid('a')}: its parent is on line 2, which has a fault` },
    { line: 4, reason: `message ${uuid('b')}: its parent is on line 3, which has a fault` },
    { line: 5, reason: 'this message is on line 1 already' },
  ]);
  await db.destroy();
});

test.each([
  ['the documents', new URL('../../docs/dataset.md', import.meta.url)],
  ['--help', new URL('../../src/dataset/help.ts', import.meta.url)],
])('the examples of %s can be imported: a prompt, replies to rank, a story', async (_, file) => {
  const examples = (await readFile(file, 'utf8')).match(/^ *\{"[^\n]*"lang": "en"\}$/gm) ?? [];
  const db = await memoryDatabase();
  const { faults, trees, stories } = await imported(db, examples.join('\n'));
  expect(stories.size).toBe(1);
  expect(faults).toEqual([]);
  expect([...trees.values()].map(({ state }) => state)).toEqual([
    'prompt_lottery_waiting',
    'backlog_ranking',
  ]);
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
