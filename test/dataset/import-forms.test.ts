// Lines as people write them: what is kept, what is refused, and how that is told.
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { defaults } from '../../src/backend/settings/settings.ts';
import { runData } from '../../src/dataset/program.ts';
import { openDatabase } from '../../src/store/database.ts';
import { memoryDatabase } from '../support/database.ts';
import { freshFolder } from '../support/folder.ts';
import { everything, exported, imported } from './support/text.ts';

type Line = Record<string, unknown>;

const lines = (...values: unknown[]) => values.map((value) => JSON.stringify(value)).join('\n');
const reply = (name: string, more: Line = {}): Line => ({
  message_id: name,
  role: 'assistant',
  text: `Text of ${name}`,
  lang: 'en',
  ...more,
});
const prompt = (name: string, more: Line = {}) => reply(name, { role: 'prompter', ...more });

async function texts(...given: Parameters<typeof imported>) {
  const [db] = given;
  const found = await imported(...given);
  const rows = await db
    .selectFrom('backend_messages')
    .select('text')
    .orderBy('depth')
    .orderBy('text')
    .execute();
  return { found, texts: rows.map((row) => row.text) };
}

/** Runs the command in a folder of its own and gives what it said. */
async function data(folder: string, args: readonly string[], input = '') {
  const [stdin, stdout, stderr] = [new PassThrough(), new PassThrough(), new PassThrough()];
  stdin.end(input);
  const signal = new AbortController().signal;
  const code = await runData(args, { DATA_DIR: folder }, { stdin, stdout, stderr, now: () => 0, signal });
  stdout.end();
  stderr.end();
  return { code, stdout: await text(stdout), stderr: await text(stderr) };
}

test('replies in a message are read with it, also where it answers one on another line', async () => {
  const db = await memoryDatabase();
  const nested = reply('a', {
    parent_id: 'p',
    replies: [prompt('b', { replies: [reply('c')] }), prompt('d')],
  });
  const { found, texts: stored } = await texts(db, lines(prompt('p'), nested));
  expect(found.faults).toEqual([]);
  expect(stored).toEqual(['p', 'a', 'b', 'd', 'c'].map((name) => `Text of ${name}`));
  const again = await memoryDatabase();
  const all = { ...prompt('p'), replies: [{ ...nested, parent_id: undefined }] };
  expect((await imported(again, lines(all))).faults).toEqual([]);
  expect(await exported(again, everything)).toBe(await exported(db, everything));
});

test.each([
  ['1477636521984000047', '1477636521984000047'],
  ['-9223372036854775808', '-9223372036854775808'],
  ['1e999', '1e999'],
  ['9007199254740991', 9_007_199_254_740_991],
  ['[0.25,{"big":12345678901234567890}]', [0.25, { big: '12345678901234567890' }]],
])('of a number in an unknown field, %s, every digit is kept', async (number, kept) => {
  const db = await memoryDatabase();
  const meta = `{"more":${number}}`;
  await imported(db, `{"text":"Hi?","lang":"en","author_id":${number},"meta":${JSON.stringify(meta)}}`);
  const [line] = (await exported(db, everything, { format: 'messages' })).split('\n');
  expect(JSON.parse(JSON.parse(line ?? '').meta)).toEqual({ author_id: kept, more: kept });
});

test('a line that is nested too deep is refused by its number, and its neighbors are taken', async () => {
  const nested = (depth: number, open = '[', close = ']') =>
    `{"text":"Nested ${depth}${open === '[' ? '' : ' objects'}","lang":"en","quoted":"[[[\\"{{{\\\\","deep":${open.repeat(depth)}${close.repeat(depth)}}`;
  const bad = [nested(1_000), nested(5_000), nested(100_000), nested(5_000, '{"a":[', ']}')];
  const { found, texts: stored } = await texts(
    await memoryDatabase(),
    [nested(3), ...bad, nested(999)].join('\n'),
    { skipBad: true },
  );
  const reason = 'it is nested more than 1000 deep';
  expect(found.faults).toEqual([2, 3, 4, 5].map((line) => ({ line, reason })));
  expect(stored).toEqual(['Nested 3', 'Nested 999']);
});

test.each(['\u200b\u200d', '\u2060 \ufeff', '\u2800\u3164'])(
  'a prompt of nothing that can be seen is refused (%#)',
  async (text) => {
    const { found } = await texts(await memoryDatabase(), lines({ text, lang: 'en' }), { skipBad: true });
    expect(found.faults).toEqual([{ line: 1, reason: 'text has nothing to read in it' }]);
  },
);

test('a text in `meta` that is nested too deep is kept as the text that it is', async () => {
  const db = await memoryDatabase();
  const meta = '['.repeat(5_000) + ']'.repeat(5_000);
  await imported(db, lines({ text: 'Hi?', lang: 'en', meta }));
  const [line] = (await exported(db, everything, { format: 'messages' })).split('\n');
  expect(JSON.parse(JSON.parse(line ?? '').meta)).toEqual({ meta });
});

test('one bad reply costs itself and what hangs on it, not its tree', async () => {
  const db = await memoryDatabase();
  const long = reply('long', { text: 'x'.repeat(2_001), replies: [prompt('below')] });
  const tree = { message_tree_id: 'p', prompt: prompt('p', { replies: [reply('a'), long, reply('b')] }) };
  const hung = reply('hung', { parent_id: 'below' });
  const { found, texts: stored } = await texts(db, lines(tree, hung), { skipBad: true });
  expect(found.faults).toEqual([
    {
      line: 1,
      reason: 'prompt.replies[1].text is longer than 2000 characters (it has 2001)',
      length: 2_001,
    },
    { line: 2, reason: 'message hung: its parent is on line 1, which has a fault' },
  ]);
  expect(stored).toEqual(['Text of p', 'Text of a', 'Text of b']);
  const bad = { message_tree_id: 'q', prompt: prompt('q', { text: 5, replies: [reply('r')] }) };
  expect((await texts(await memoryDatabase(), lines(bad), { skipBad: true })).texts).toEqual([]);
});

test('the order of siblings and missing dates come through', async () => {
  const [db, second] = [await memoryDatabase(), await memoryDatabase()];
  const names = ['zebra', 'ape', 'mole', 'bee'];
  const dated = { created_date: '2026-01-01T00:00:00.000000+00:00' };
  const trees = [
    prompt('p', { replies: names.map((name) => reply(name)) }),
    prompt('q', { ...dated, replies: names.map((name) => reply(`${name} 2`, dated)) }),
    prompt('r', {
      ...dated,
      replies: names.map((name) => reply(`${name} 3`, name === 'mole' ? { rank: 0 } : {})),
    }),
  ];
  await imported(db, lines(...trees));
  const all = await exported(db, everything, { format: 'messages' });
  const read = all
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line));
  const of = (tree: string) => read.filter(({ parent_id }) => parent_id === tree);
  expect(of('p').map(({ message_id }) => message_id)).toEqual(names);
  expect(of('q').map(({ message_id }) => message_id)).toEqual(names.map((name) => `${name} 2`));
  expect(of('r').map(({ message_id }) => message_id)).toEqual(['mole 3', 'zebra 3', 'ape 3', 'bee 3']);
  expect(of('p').map(({ created_date }) => created_date)).toEqual([null, null, null, null]);
  expect(of('q').map(({ created_date }) => created_date)).toEqual(names.map(() => dated.created_date));
  expect((await imported(second, all)).faults).toEqual([]);
  expect(await exported(second, everything, { format: 'messages' })).toBe(all);
});

test('fields that the form does not know are kept in meta, given back, and told', async () => {
  const folder = await freshFolder();
  const tree = {
    message_tree_id: 'p',
    licence: 'CC0',
    prompt: prompt('p', {
      source: 'a book',
      meta: { page: 3 },
      nothing: null,
      replies: [reply('a', { meta: 'plain' })],
    }),
  };
  const said = await data(folder, ['import', '-'], lines(tree, prompt('q', { source: 'a film' })));
  expect(said.stdout).toContain('; unknown fields kept in meta: source (2), licence (1).');
  const { stdout } = await data(folder, [
    'export',
    '--state',
    'all',
    '--synthetic',
    'yes',
    '--unaccepted',
    'yes',
  ]);
  const [first, second] = stdout
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line))
    .sort((one) => (one.message_tree_id === 'p' ? -1 : 1));
  expect(JSON.parse(first.meta)).toEqual({ licence: 'CC0' });
  expect(JSON.parse(first.prompt.meta)).toEqual({ page: 3, source: 'a book' });
  expect(JSON.parse(first.prompt.replies[0].meta)).toEqual({ meta: 'plain' });
  expect(JSON.parse(second.prompt.meta)).toEqual({ source: 'a film' });
  const other = await freshFolder();
  expect((await data(other, ['import', '-'], stdout)).stdout).not.toContain('kept in meta');
  const again = await data(other, ['export', '--state', 'all', '--synthetic', 'yes', '--unaccepted', 'yes']);
  expect(again.stdout).toBe(stdout);
});

test.each([
  [
    '[{"text":"Why?","lang":"en"}]',
    "it is not a JSON object, but an array; each line must be one object, in { and }: jq -c '.[]'",
  ],
  ['[\n{"text":"Why?","lang":"en"}\n]', 'it is the beginning of a JSON array'],
  ['[{"text":"Why?",\n"lang":"en"}]', 'it is the beginning of a JSON array'],
  ['{\n"text": "Why?",\n"lang": "en"\n}', 'it is the beginning of an object on several lines'],
  ['text,lang\nWhy?,en\nHow?,en', 'it looks like the names of the columns of a CSV file'],
  ['"message_id";"text"\n1;Why?', 'it looks like the names of the columns of a CSV file'],
  ['id\tprompt\n1\tWhy?', 'it looks like the names of the columns of a CSV file'],
  ['"Why?"', 'it is not a JSON object, but a text alone; write it as {"text":"Why?","lang":"en"}'],
])('of %j one line says what it is and how to mend it', async (input, reason) => {
  const { code, stdout, stderr } = await data(await freshFolder(), ['import', '-'], input);
  const [said = '', ...more] = stderr.split('\n');
  expect({ code, stdout, more }).toEqual({
    code: 65,
    stdout: '',
    more: ['Nothing was imported. Mend these lines, or leave them out with --skip-bad.', ''],
  });
  expect(said).toContain(`the standard input:1: ${reason}`);
});

test('of a thousand bad lines a hundred are told, then their number', async () => {
  const { stderr, code } = await data(await freshFolder(), ['import', '-'], '{"text":5}\n'.repeat(1_000));
  const said = stderr.split('\n').slice(0, -1);
  expect(said.slice(99)).toEqual([
    'the standard input:50: lang is missing',
    '… and 1,900 faults more, on 950 lines.',
    'Nothing was imported. Mend these lines, or leave them out with --skip-bad.',
  ]);
  expect(code).toBe(65);
});

test('texts that are too long are told together, with the option that takes them; the limit is the backend’s', async () => {
  const folder = await freshFolder();
  await writeFile(join(folder, 'backend.json'), '{"textLimit": 10, "goalTreeSize": 4}');
  const input = lines(...[8, 11, 30].map((length) => ({ text: '🌱'.repeat(length), lang: 'en' })));
  const refused = await data(folder, ['import', '-'], input);
  expect(refused.stderr.split('\n')).toContain(
    '2 texts are longer than 10 characters, which people may write here (setting textLimit); the longest has ' +
      '30 characters: --text-limit 30 takes them.',
  );
  const taken = await data(folder, ['import', '-', '--text-limit', '30'], input);
  expect(taken).toMatchObject({
    code: 0,
    stderr: '',
    stdout: expect.stringContaining('Imported 3 new trees'),
  });
  const db = await openDatabase({ dataDir: folder });
  const sizes = await db.selectFrom('backend_trees').select('goal_size').distinct().execute();
  await db.destroy();
  expect(sizes).toEqual([{ goal_size: 4 }]);
  await writeFile(join(folder, 'backend.json'), '{"textLimit": 0}');
  expect(await data(folder, ['import', '-'], input)).toMatchObject({
    code: 78,
    stderr: expect.stringContaining('textLimit must be a whole number from 1'),
  });
});

test('the collection of `npm run backend` has the rules of the folder above', async () => {
  const folder = await freshFolder();
  await writeFile(join(folder, 'backend.json'), '{"maxTreeDepth": 7}');
  const said = await data(folder, ['import', '-', '--data-dir', join(folder, 'backend')], lines(prompt('p')));
  expect(said.code).toBe(0);
  const db = await openDatabase({ dataDir: join(folder, 'backend') });
  const [tree] = await db.selectFrom('backend_trees').select(['goal_size', 'max_depth']).execute();
  await db.destroy();
  expect(tree).toEqual({ goal_size: defaults.goalTreeSize, max_depth: 7 });
});

test.skipIf(process.getuid?.() === 0)('a folder that nobody may look into is not an empty one', async () => {
  const folder = join(await freshFolder(), 'closed');
  await mkdir(folder);
  await chmod(folder, 0o000);
  const said = await data(folder, ['export']);
  await chmod(folder, 0o700);
  expect(said).toMatchObject({ code: 1, stderr: expect.stringContaining('this user may not open it') });
});

test('a folder whose path goes through a loop of links is not an empty one', async () => {
  const { symlink } = await import('node:fs/promises');
  const folder = await freshFolder();
  await symlink('loop', join(folder, 'loop'));
  const said = await data(join(folder, 'loop'), ['export']);
  expect(said.code).toBe(1);
  expect(said.stderr).toContain('its links go in a circle');
});
