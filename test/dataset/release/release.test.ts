import { createHash } from 'node:crypto';
import { appendFile, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { forgetInExports } from '../../../src/dataset/forget-in-exports.ts';
import { openDatabase } from '../../../src/store/database.ts';
import { freshFolder } from '../../support/folder.ts';
import { messageId, putPeople, putTree } from '../support/collection.ts';
import { data } from '../support/command.ts';
import { putSummaries } from '../support/summaries.ts';
import { type Db, parsed } from '../support/text.ts';

const prompts = [
  'Why is bread brown on the outside?',
  'Who named the moons of Jupiter?',
  'How do violins sing?',
];

/** Changes the collection in a folder. */
async function within(cwd: string, change: (db: Db) => Promise<unknown>): Promise<void> {
  const db = await openDatabase({ dataDir: join(cwd, 'data') });
  await change(db);
  await db.destroy();
}

async function collection(): Promise<string> {
  const cwd = await freshFolder();
  await within(cwd, async (db) => {
    await db.insertInto('dataset_key').values({ one: 1, key: 'of the test' }).execute();
    await putPeople(db, [{}, {}, {}]);
    for (const [index, text] of prompts.entries())
      await putTree(db, index, {
        lang: index === 2 ? 'pt-BR' : 'en',
        messages: [
          { text, rankings: [[2, 1]], labels: [{ quality: 0.5 }], emojis: ['+1'] },
          { parent: 0, text: `worse ${index}`, rank: 1 },
          { parent: 0, text: `better ${index} 🦜`, rank: 0, author: 1 },
        ],
      });
    await putSummaries(db, [
      { text: 'good', author: 0, ratings: [1, 5] },
      { text: 'bad', author: 1, ratings: [1, 5] },
    ]);
  });
  return cwd;
}

const SPLIT = ['--split', 'train=0.5,test=0.5'];
const everyFormat = 'messages,trees,sft,pairs,kto,prompts,rankings,annotations,summaries,summary_pairs';
const release = (cwd: string, folder: string, ...args: string[]) =>
  data(['export', folder, '--release', '--license', 'cc-by-4.0', ...args], { cwd });

async function filesIn(folder: string): Promise<Map<string, string>> {
  const names = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = names.filter((one) => one.isFile()).map((one) => join(one.parentPath, one.name));
  const bytes = files
    .sort()
    .map(async (file) => [file.slice(folder.length), await readFile(file, 'latin1')] as const);
  return new Map(await Promise.all(bytes));
}

/** Takes a file out of what a release says of its files, as a person would who changed it on purpose. */
async function unlisted(folder: string, path: string): Promise<void> {
  const file = join(folder, 'release.json');
  const { files, ...manifest } = JSON.parse(await readFile(file, 'utf8'));
  expect(Object.keys(files)).toContain(path);
  delete files[path];
  await writeFile(file, JSON.stringify({ ...manifest, files }));
}

const linesOf = async (...path: string[]) => parsed(await readFile(join(...path), 'utf8'));

test('the same data make the same release, byte for byte', async () => {
  const cwd = await collection();
  const args = [...SPLIT, '--format', everyFormat];
  expect(await release(cwd, 'one', ...args)).toMatchObject({ code: 0, stdout: '' });
  expect((await release(cwd, 'two', ...args)).code).toBe(0);
  const [one, two] = [await filesIn(join(cwd, 'one')), await filesIn(join(cwd, 'two'))];
  expect([...one.keys()]).toHaveLength(6 + 2 * (10 + 10));
  expect(two).toEqual(one);
  expect((await readdir(cwd)).sort()).toEqual(['data', 'one', 'two']);
  const { files } = JSON.parse(one.get('/release.json') ?? '');
  for (const [path, sha256] of Object.entries(files))
    expect(
      createHash('sha256')
        .update(one.get(`/${path}`) ?? '', 'latin1')
        .digest('hex'),
    ).toBe(sha256);
});

test('DuckDB reads the Parquet, which has what the JSON Lines have', async () => {
  const cwd = await collection();
  expect((await release(cwd, 'r', ...SPLIT, '--format', everyFormat)).code).toBe(0);
  const connection = await (await DuckDBInstance.create()).connect();
  const rows = async (sql: string) => (await connection.runAndReadAll(sql)).getRowObjectsJson();
  const of = (format: string) => `read_parquet('${join(cwd, 'r', 'data', format)}/*.parquet')`;
  for (const format of everyFormat.split(',')) {
    const lines = [
      ...(await linesOf(cwd, 'r', 'jsonl', format, 'train.jsonl')),
      ...(await linesOf(cwd, 'r', 'jsonl', format, 'test.jsonl')),
    ];
    expect(lines.length).toBeGreaterThan(0);
    const found = (await rows(`select to_json(t) as line from ${of(format)} t`)).map(({ line }) =>
      JSON.parse(String(line)),
    );
    const inOrder = (all: unknown[]) => all.map((one) => JSON.stringify(one)).sort();
    const inside =
      format === 'trees' ? found.map((row) => ({ ...row, prompt: JSON.parse(row.prompt) })) : found;
    expect(inOrder(inside.map(plain))).toEqual(inOrder(lines.map(plain)));
  }
  expect(
    await rows(
      `select json_extract_string(prompt, '$.replies[0].text') as best from ${of('trees')} order by best`,
    ),
  ).toEqual([0, 1, 2].map((index) => ({ best: `better ${index} 🦜` })));
  expect(
    await rows(`select lang, count(*)::int as n, sum(emojis['+1'])::int as likes, max(labels.quality.value) as best
      from ${of('messages')} group by lang order by lang`),
  ).toEqual([
    { lang: 'en', n: 6, likes: 2, best: 0.5 },
    { lang: 'pt-BR', n: 3, likes: 1, best: 0.5 },
  ]);
  expect(
    await rows(
      `select chosen[1].content as better, margin::int as margin from ${of('pairs')} order by better`,
    ),
  ).toEqual([0, 1, 2].map((index) => ({ better: `better ${index} 🦜`, margin: 1 })));
});

/** With numbers as numbers, however they were written, and fields in one order. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).map(([name, field]) => [name, plain(field)] as const);
  return Object.fromEntries(fields.sort(([a], [b]) => (a < b ? -1 : 1)));
}

test('the card has what the Hub reads, and points to files that are there', async () => {
  const cwd = await collection();
  await release(cwd, 'r', ...SPLIT, '--name', 'Ours: "the best"');
  const [, front = '', page = ''] = (await readFile(join(cwd, 'r', 'README.md'), 'utf8')).split(/^---$/m);
  const card = parse(front);
  expect(card).toMatchObject({
    license: 'cc-by-4.0',
    language: ['en', 'pt-BR'],
    size_categories: ['n<1K'],
    task_categories: ['text-generation', 'summarization'],
    pretty_name: 'Ours: "the best"',
  });
  expect(card.configs.map(({ config_name }: { config_name: string }) => config_name)).toEqual([
    'messages',
    'trees',
    'sft',
    'pairs',
    'summaries',
  ]);
  const there = await filesIn(join(cwd, 'r'));
  for (const { data_files } of card.configs)
    for (const { split, path } of data_files) {
      expect(there.has(`/${path}`)).toBe(true);
      expect(path).toContain(split);
    }
  expect(page).toContain('| `messages` |');
  const { settings, consents } = JSON.parse(await readFile(join(cwd, 'r', 'collection.json'), 'utf8'));
  expect(settings.goalTreeSize).toBe(12);
  expect(consents).toEqual([]);
});

test('the card has the figures of a report on what is in the release, unless it is told not to', async () => {
  const cwd = await collection();
  const card = async (folder: string) => await readFile(join(cwd, folder, 'README.md'), 'utf8');
  await release(cwd, 'r', '--lang', 'en');
  expect(await card('r')).toContain('\n## Figures\n');
  expect(await card('r')).toContain('\n### What there is\n\n2 trees of 6 messages by 2 authors.\n');
  const same = ['--lang', 'en', '--state', 'ready_for_export', '--unaccepted', 'no', '--synthetic', 'no'];
  const { asked, ...figures } = JSON.parse((await data(['report', '--json', ...same], { cwd })).stdout);
  expect(JSON.parse(await readFile(join(cwd, 'r', 'figures.json'), 'utf8'))).toEqual(figures);
  expect(asked.lang).toBe('en');

  await release(cwd, 'without', '--no-report');
  expect(await card('without')).not.toContain('## Figures');
  expect(await readdir(join(cwd, 'without'))).not.toContain('figures.json');
});

test('what was added, changed, deleted or no longer chosen since a release is told, and what was deleted has a tombstone', async () => {
  const cwd = await collection();
  await release(cwd, 'first');
  await within(cwd, async (db) => {
    const id = messageId(0, 1);
    await db.updateTable('backend_messages').set({ text: '', deleted: 1 }).where('id', '=', id).execute();
    await db
      .updateTable('backend_messages')
      .set({ review_result: 0 })
      .where('id', '=', messageId(1, 1))
      .execute();
    await db
      .updateTable('backend_messages')
      .set({ review_count: 9 })
      .where('id', '=', messageId(1, 0))
      .execute();
    await putTree(db, 9, { messages: [{ text: 'Brand new' }] });
  });
  expect((await release(cwd, 'second', '--previous', 'first')).code).toBe(0);
  const changes = await readFile(join(cwd, 'second', 'CHANGES.md'), 'utf8');
  expect(changes).toContain(
    '- 1 message added, 1 changed, 1 deleted or withdrawn (tombstones.jsonl), 1 still in the collection but no longer chosen.',
  );
  expect(changes).toContain('- `messages`: 9 → 8 lines.');
  const sha256 = createHash('sha256')
    .update(`message:${messageId(0, 1)}`)
    .digest('hex');
  expect(await linesOf(cwd, 'second', 'tombstones.jsonl')).toEqual([{ kind: 'message', sha256 }]);
  await within(cwd, (db) =>
    db.updateTable('backend_users').set({ deleted: 1 }).where('username', '=', '1').execute(),
  );
  expect((await release(cwd, 'third', '--previous', 'second')).code).toBe(0);
  const tombstones = await linesOf(cwd, 'third', 'tombstones.jsonl');
  expect(tombstones).toContainEqual({ kind: 'message', sha256 });
  expect(tombstones).toHaveLength(1 + 3 + 1); // their three replies and a summary
  await within(cwd, (db) =>
    db.updateTable('backend_users').set({ deleted: 0 }).where('username', '=', '1').execute(),
  );
  await release(cwd, 'fourth', '--previous', 'third');
  expect(await linesOf(cwd, 'fourth', 'tombstones.jsonl')).toEqual([{ kind: 'message', sha256 }]);
});

test.each([
  ['tombstones.jsonl', 'garbage 5EC2E7', 1],
  ['tombstones.jsonl', '{"kind":"message","sha256":"5EC2E7"}', 1],
  ['tombstones.jsonl', '{"kind":"message"', 1],
])(
  'an earlier release with a line in %s that none has (%s) is refused by its number',
  async (name, bad, number) => {
    const cwd = await collection();
    await release(cwd, 'first', '--format', 'messages,messages,summaries', '--no-report');
    await appendFile(join(cwd, 'first', name), `${bad}\n`);
    await unlisted(join(cwd, 'first'), name);
    const { code, stderr } = await release(cwd, 'second', '--previous', 'first');
    const file = join('first', name);
    expect([code, stderr]).toEqual([1, `${file}: line ${number} is not what a release writes there.\n`]);
    expect(await readdir(cwd)).not.toContain('second');
  },
);

test.each([
  ['messages', (text: string) => text.slice(0, 50)],
  ['messages', (text: string) => text.slice(text.indexOf('\n') + 1)],
  ['summaries', (text: string) => text.replace('good', 'TAMPERED')],
])(
  'an earlier release whose %s were changed is neither compared with nor imported',
  async (format, change) => {
    const cwd = await collection();
    await release(cwd, 'first', '--format', 'messages,summaries', '--no-report');
    const file = join('first', 'jsonl', format, 'train.jsonl');
    await writeFile(join(cwd, file), change(await readFile(join(cwd, file), 'utf8')));
    const refused = { code: 1, stderr: expect.stringContaining(`${file}: it was changed or cut short`) };
    expect(await release(cwd, 'second', '--previous', 'first')).toMatchObject(refused);
    expect(await data(['import', 'first', '--data-dir', 'other'], { cwd })).toMatchObject(refused);
    expect(await readdir(cwd)).not.toContain('second');
  },
);

test('every file of a release is in what it says of itself, and one that was changed is not imported', async () => {
  const cwd = await collection();
  await release(cwd, 'first', ...SPLIT, '--format', 'messages,summaries,annotations');
  const folder = join(cwd, 'first');
  const all = [...(await filesIn(folder)).keys()].map((path) => path.slice(1));
  const { files } = JSON.parse(await readFile(join(folder, 'release.json'), 'utf8'));
  expect(Object.keys(files).sort()).toEqual(all.filter((path) => path !== 'release.json').sort());
  expect(all).toHaveLength(3 * 2 * 2 + 6);
  for (const path of Object.keys(files)) {
    const before = await readFile(join(folder, path));
    await appendFile(join(folder, path), '\n');
    const { code, stderr } = await data(['import', 'first', '--data-dir', 'other'], { cwd });
    expect([code, stderr]).toEqual([1, expect.stringContaining(`${join('first', path)}: it was changed`)]);
    await writeFile(join(folder, path), before);
  }
  expect(await readdir(cwd)).not.toContain('other');
  expect(await data(['import', 'first', '--data-dir', 'other'], { cwd })).toMatchObject({ code: 0 });
});

test('what an import does not read of a release may be missing, and what it reads may not', async () => {
  const cwd = await collection();
  await release(cwd, 'first', '--format', 'messages,summaries', '--no-report');
  for (const path of ['data', 'README.md', 'tombstones.jsonl'])
    await rm(join(cwd, 'first', path), { recursive: true });
  expect(await data(['import', 'first', '--data-dir', 'other'], { cwd })).toMatchObject({ code: 0 });
  await rm(join(cwd, 'first', 'jsonl', 'summaries', 'train.jsonl'));
  expect(await data(['import', 'first', '--data-dir', 'another'], { cwd })).toMatchObject({ code: 1 });
});

test('an earlier release whose tombstones were changed is not compared with', async () => {
  const cwd = await collection();
  await release(cwd, 'first', '--format', 'messages', '--no-report');
  const sha256 = createHash('sha256').update('message:x').digest('hex');
  await appendFile(
    join(cwd, 'first', 'tombstones.jsonl'),
    `${JSON.stringify({ kind: 'message', sha256 })}\n`,
  );
  const { code, stderr } = await release(cwd, 'second', '--previous', 'first');
  expect([code, stderr]).toEqual([1, expect.stringContaining('tombstones.jsonl: it was changed')]);
});

test('a release that somebody’s text was taken out of is compared with and imported as it is then', async () => {
  const cwd = await collection();
  await release(cwd, 'first', '--format', 'messages,summaries', '--no-report');
  expect(await forgetInExports(join(cwd, 'first'), ['better 1 🦜'])).toBe(2); // the lines and the table
  const { files } = JSON.parse(await readFile(join(cwd, 'first', 'release.json'), 'utf8'));
  expect(Object.keys(files)).not.toContain('jsonl/messages/train.jsonl');
  expect(Object.keys(files)).toContain('jsonl/summaries/train.jsonl');
  expect(await release(cwd, 'second', '--previous', 'first')).toMatchObject({ code: 0 });
  expect((await data(['import', 'first', '--data-dir', 'other'], { cwd })).stdout).toMatch(
    /^Imported 3 new trees with 8 messages/,
  );
});

test('a format that is named twice is in a release once', async () => {
  const cwd = await collection();
  const { code, stderr } = await release(
    cwd,
    'r',
    '--format',
    'annotations,messages,annotations',
    '--no-report',
  );
  expect([code, stderr.match(/^annotations: /gm)]).toEqual([0, ['annotations: ']]);
  expect((await readdir(join(cwd, 'r', 'jsonl'))).sort()).toEqual(['annotations', 'messages']);
});

test.each(['x.parquet', 'X.PARQUET', './x.parquet'])(
  'an export to %s is refused, with what makes Parquet',
  async (name) => {
    const cwd = await collection();
    const before = await readdir(cwd);
    expect(await data(['export', name], { cwd })).toMatchObject({
      code: 64,
      stderr: expect.stringContaining('add --release'),
    });
    expect(await readdir(cwd)).toEqual(before);
  },
);

test('releases of different salts are not compared', async () => {
  const cwd = await collection();
  await release(cwd, 'plain');
  await release(cwd, 'salted', '--salt', 'pepper');
  const refused = { code: 1, stderr: expect.stringContaining('another --salt') };
  expect(await release(cwd, 'x', '--previous', 'plain', '--salt', 'pepper')).toMatchObject(refused);
  expect(await release(cwd, 'x', '--previous', 'salted', '--salt', 'salt')).toMatchObject(refused);
  expect((await release(cwd, 'y', '--previous', 'salted', '--salt', 'pepper')).code).toBe(0);
  expect(await readFile(join(cwd, 'y', 'tombstones.jsonl'), 'utf8')).toBe('');
});

test('a release of another collection is compared with nothing, unless its mark is taken out', async () => {
  const cwd = await collection();
  await release(cwd, 'ours');
  await within(cwd, (db) => db.updateTable('dataset_key').set({ key: 'of another' }).execute());
  await release(cwd, 'theirs');
  const done = await release(cwd, 'next', '--previous', 'ours');
  expect(done).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/^ours is a release of another collection: /),
  });
  expect(await readdir(cwd)).not.toContain('next');
  expect((await release(cwd, 'next', '--previous', 'theirs')).code).toBe(0);

  const file = join(cwd, 'ours', 'release.json');
  const { collection: mark, ...manifest } = JSON.parse(await readFile(file, 'utf8'));
  expect(mark).toMatch(/^[\da-f]{64}$/);
  await writeFile(file, JSON.stringify(manifest));
  expect((await release(cwd, 'after', '--previous', 'ours')).code).toBe(0);
});

test('an import takes a release back, and a release of that has the same texts', async () => {
  const cwd = await collection();
  const args = [...SPLIT, '--events', '--format', 'messages,trees,pairs,summaries'];
  expect((await release(cwd, 'first', ...args)).code).toBe(0);
  const there = ['--data-dir', 'other'];
  const taken = await data(['import', 'first', ...there], { cwd });
  expect(taken).toMatchObject({ code: 0, stderr: '' });
  expect(taken.stdout).toMatch(
    /^Imported 3 new trees with 9 messages \(3 ready_for_export\); 2 new summaries\. Now in /,
  );
  expect((await data(['import', 'first', ...there], { cwd })).stdout).toContain(
    '9 messages here already; 2 summaries here already',
  );
  expect(
    (await release(cwd, 'second', ...there, '--events', '--format', 'messages,trees,pairs,summaries')).code,
  ).toBe(0);
  for (const format of ['messages', 'trees', 'pairs', 'summaries']) {
    const lines = async (folder: string, sides: string[]) =>
      (
        await Promise.all(
          sides.map((side) => readFile(join(cwd, folder, 'jsonl', format, `${side}.jsonl`), 'utf8')),
        )
      )
        .join('')
        .split('\n')
        .sort();
    expect(await lines('second', ['train'])).toEqual(await lines('first', ['train', 'test']));
  }
  const none = await data(['import', 'data', ...there], { cwd });
  expect(none).toMatchObject({ code: 1, stderr: expect.stringContaining('release.json') });
});

test('a table of trees is imported like the lines, and a text in it is found when somebody is forgotten', async () => {
  const cwd = await collection();
  await release(cwd, 'r', '--format', 'trees');
  const there = ['--data-dir', 'other'];
  const table = join('r', 'data', 'trees', 'train.parquet');
  expect((await data(['import', table, ...there], { cwd })).stdout).toMatch(
    /^Imported 3 new trees with 9 messages/,
  );
  expect((await release(cwd, 'back', ...there, '--format', 'trees')).code).toBe(0);
  const lines = async (folder: string) =>
    (await linesOf(cwd, folder, 'jsonl', 'trees', 'train.jsonl')).map(plain);
  expect(await lines('back')).toEqual(await lines('r'));
  expect(await forgetInExports(join(cwd, 'r'), ['better 1'])).toBe(0);
  expect(await forgetInExports(join(cwd, 'r'), ['better 1 🦜'])).toBe(2); // the lines and the table
  expect(await readdir(join(cwd, 'r', 'data', 'trees'))).toEqual([]);
  expect(await lines('r')).toHaveLength(2);
});

test('a folder that is there is replaced by force only, and only if it is a release', async () => {
  const cwd = await collection();
  await release(cwd, 'r');
  expect(await release(cwd, 'r')).toMatchObject({ code: 1, stderr: expect.stringContaining('--force') });
  expect((await release(cwd, 'r', '--force')).code).toBe(0);
  await writeFile(join(cwd, 'file'), 'mine');
  for (const name of ['data', 'file']) expect((await release(cwd, name, '--force')).code).toBe(1);
  expect(await readFile(join(cwd, 'file'), 'utf8')).toBe('mine');
  expect((await readdir(cwd)).sort()).toEqual(['data', 'file', 'r']);
  expect(await release(cwd, 'x', '--previous', 'data')).toMatchObject({ code: 1 });
  expect(await readdir(cwd)).not.toContain('x');
});

test('what a release is hashed with is not in it, and no licence is told', async () => {
  const cwd = await collection();
  const run = await data(
    ['export', 'r', '--release', '--salt', 'pepper', '--key', 'mustard', '--format', 'messages,annotations'],
    { cwd },
  );
  expect(run).toMatchObject({
    code: 0,
    stderr: expect.stringContaining('It has no licence: --license says which.\n'),
  });
  for (const [, text] of await filesIn(join(cwd, 'r'))) expect(text).not.toMatch(/pepper|mustard/);
});

test.each([
  [['--release'], 'Name the folder'],
  [['r', '--release', '--format', 'llamafactory'], 'no part of a release'],
  [['r', '--release', '--format', 'xml'], '--format must be some of'],
  [['r', '--release', '--format', 'rankings', '--labels'], '--labels says nothing about rankings'],
  [['r', '--release', '--license', 'CC BY'], '--license must be'],
  [['r', '--license', 'mit'], 'license'],
])('%j is refused', async (args, why) => {
  const run = await data(['export', ...args], { cwd: await freshFolder() });
  expect(run).toMatchObject({ code: 64, stderr: expect.stringContaining(why) });
});
