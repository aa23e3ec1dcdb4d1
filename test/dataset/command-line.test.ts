import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, open, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { constants, getPriority } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { seedSamples } from '../../src/backend/samples/seed.ts';
import { openDatabase } from '../../src/store/database.ts';
import { compileCache } from '../support/compile-cache.ts';
import { freshFolder } from '../support/folder.ts';
import { type At, data, type Run } from './support/command.ts';

const main = fileURLToPath(new URL('../../src/dataset/main.ts', import.meta.url));

function start(args: readonly string[], { cwd, env = {} }: At) {
  return spawn(process.execPath, [main, ...args], { cwd, env: { ...compileCache, ...env }, stdio: 'pipe' });
}

/** Runs the command as a program of its own. */
async function spawned(args: readonly string[], at: At, input = ''): Promise<Run> {
  const child = start(args, at);
  child.stdin.on('error', () => {}); // a command that reads nothing may be gone already
  child.stdin.end(input);
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  return { code: child.exitCode, stdout, stderr };
}

/** A folder with a collection of the samples, in `data` as the bot has it. */
async function collection(below = 'data'): Promise<string> {
  const cwd = await freshFolder();
  seeded ??= await bytesOfSamples();
  await mkdir(join(cwd, below), { recursive: true });
  await writeFile(join(cwd, below, 'bot.sqlite'), seeded);
  return cwd;
}

let seeded: Buffer | undefined;

async function bytesOfSamples(): Promise<Buffer> {
  const dataDir = await freshFolder();
  const db = await openDatabase({ dataDir });
  await seedSamples(db, () => Date.UTC(2026, 0, 1));
  await db.destroy();
  return await readFile(join(dataDir, 'bot.sqlite'));
}

const all = ['--samples', '--state', 'all', '--unaccepted', 'yes'];

test('an export to a file and one to the standard output say the same, and an import takes either', async () => {
  const cwd = await collection();
  const plain = await spawned(['export', ...all], { cwd });
  expect(plain).toMatchObject({
    code: 0,
    stderr: expect.stringMatching(/^Exported 36 trees, \d+ messages, 36 lines\.\n$/),
  });
  expect(await data(['export', 'out.jsonl.gz', ...all], { cwd })).toMatchObject({ code: 0, stdout: '' });
  expect(gunzipSync(await readFile(join(cwd, 'out.jsonl.gz'))).toString()).toBe(plain.stdout);
  expect((await stat(join(cwd, 'out.jsonl.gz'))).mode & 0o777).toBe(0o600);

  const fromFile = await data(['import', 'out.jsonl.gz', '--data-dir', 'other'], { cwd });
  expect(fromFile).toMatchObject({ code: 0, stdout: expect.stringContaining('Imported 36 new trees') });
  const fromPipe = await spawned(['import', '-'], { cwd, env: { DATA_DIR: 'third' } }, plain.stdout);
  expect(fromPipe).toMatchObject({
    code: 0,
    stdout: expect.stringContaining(`Now in ${join(cwd, 'third/bot.sqlite')}.`),
  });
  expect((await data(['export', ...all], { cwd, env: { DATA_DIR: 'third' } })).stdout).toBe(plain.stdout);
});

test('an export tells what it left out', async () => {
  const cwd = await collection();
  expect(await data(['export'], { cwd })).toEqual({
    code: 0,
    stdout: '',
    stderr:
      'Exported 0 trees, 0 messages, 0 lines.\n' +
      'Left out: 35 sample trees in other states (--samples --state all); 1 sample tree (--samples).\n',
  });
  expect((await data(['export', '--format', 'summaries', '--samples'], { cwd })).stderr).toMatch(
    /^Exported \d+ summaries\.\n$/,
  );
});

test('an export of nothing says that there is nothing', async () => {
  const cwd = await freshFolder();
  const db = await openDatabase({ dataDir: join(cwd, 'data') });
  await db.destroy();
  for (const [format, said] of [
    ['trees', 'Exported 0 trees, 0 messages, 0 lines.\nThere are no trees in the collection.\n'],
    ['summaries', 'Exported 0 summaries.\nThere are no summaries in the collection.\n'],
  ] as const)
    expect((await data(['export', '--format', format], { cwd })).stderr).toBe(said);
});

test('a file that exists is replaced only by force, and what is no file never', async () => {
  const cwd = await collection();
  await writeFile(join(cwd, 'out.jsonl'), 'mine');
  await mkdir(join(cwd, 'folder'));
  const refused = await data(['export', 'out.jsonl'], { cwd });
  expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining('--force') });
  expect(await readFile(join(cwd, 'out.jsonl'), 'utf8')).toBe('mine');
  expect((await data(['export', 'folder', '--force'], { cwd })).code).toBe(1);
  expect((await data(['export', '/dev/null', '--force'], { cwd })).code).toBe(1);
  expect((await data(['export', 'out.jsonl', '--force', '--samples'], { cwd })).code).toBe(0);
  expect(await readFile(join(cwd, 'out.jsonl'), 'utf8')).toContain('message_tree_id');
});

test('a folder that cannot be written, a full disk and a reader that goes away are one clear line each', async () => {
  const cwd = await collection();
  await writeFile(join(cwd, 'file'), '');
  for (const path of ['file/out.jsonl', 'file/below/out.jsonl'])
    expect(await data(['export', path], { cwd })).toMatchObject({
      code: 1,
      stderr: `${path}: a part of the path is a file.\n`,
    });
  await data(['export', 'missing/below/out.jsonl', ...all], { cwd });
  expect(await readdir(join(cwd, 'missing', 'below'))).toEqual(['out.jsonl']);

  const full = await open('/dev/full', 'w');
  const child = spawn(process.execPath, [main, 'export', ...all], {
    cwd,
    env: compileCache,
    stdio: ['ignore', full.fd, 'pipe'],
  });
  const [said] = await Promise.all([child.stderr ? text(child.stderr) : '', once(child, 'close')]);
  await full.close();
  expect({ said, code: child.exitCode }).toEqual({
    said: 'The standard output: the disk is full.\n',
    code: 1,
  });

  const cut = start(['export', ...all], { cwd });
  cut.stdout.destroy();
  const [why] = await Promise.all([text(cut.stderr), once(cut, 'close')]);
  expect({ why, code: cut.exitCode }).toEqual({
    why: 'The standard output: whoever was reading has stopped.\n',
    code: 1,
  });
});

test('an export that fails half way leaves no file', async () => {
  const cwd = await collection();
  const db = await openDatabase({ dataDir: join(cwd, 'data') });
  await db.updateTable('backend_labels').set({ labels: 'not JSON' }).execute();
  await db.destroy();
  expect((await spawned(['export', 'out.jsonl', ...all, '--labels'], { cwd })).code).not.toBe(0);
  expect(await readdir(cwd)).toEqual(['data']);
});

test('bad lines are told with their numbers, and nothing is imported without --skip-bad', async () => {
  const cwd = await freshFolder();
  const good = { message_id: 'a', text: 'Good', role: 'prompter', lang: 'en' };
  await writeFile(join(cwd, 'in.jsonl'), `${JSON.stringify(good)}\n{"message_id":1}\n`);
  const refused = await spawned(['import', 'in.jsonl'], { cwd });
  expect(refused).toMatchObject({
    code: 65,
    stdout: '',
    stderr: expect.stringMatching(
      /^in\.jsonl:2: message_id must be a text in quotes\nin\.jsonl:2: text is missing\n/,
    ),
  });
  const skipped = await data(['import', 'in.jsonl', '--skip-bad'], { cwd });
  expect(skipped).toMatchObject({
    code: 0,
    stdout: expect.stringContaining(
      'Imported 1 new tree with 1 message (1 prompt_lottery_waiting); 1 bad line left out.',
    ),
  });
  expect((await data(['import', 'none.jsonl'], { cwd })).code).toBe(1);
});

test.each([
  [[], 64],
  [['throw'], 64],
  [['export', '--lnag', 'en'], 64],
  [['export', '--format', 'xml'], 64],
  [['export', '--state', 'ripe'], 64],
  [['export', '--since', 'yesterday'], 64],
  [['export', '--deleted', 'only'], 64],
  [['export', '--salt', ''], 64],
  [['export', 'a', 'b'], 64],
  [['export', '--format', 'summaries', '--state', 'all'], 64],
  [['features'], 64],
  [['features', 'xml'], 64],
  [['import'], 64],
  [['import', 'x', '--state', 'scoring_failed'], 64],
  [['import', 'x', '--text-limit', 'many'], 64],
  [['export', '--data-dir', 'nowhere'], 1],
])('%j ends with %i and one line that says why', async (args, code) => {
  const run = await data(args, { cwd: await freshFolder() });
  expect(run).toMatchObject({ code, stdout: '', stderr: expect.stringMatching(/^[^\n]{10,}\n$/) });
});

test('a malformed setting ends with 78, and a collection that is not there is not made', async () => {
  const cwd = await collection('data/backend');
  const run = await data(['export'], { cwd, env: { DATABASE_URL: 'mysql://here' } });
  expect(run).toMatchObject({ code: 78, stderr: expect.stringMatching(/^DATABASE_URL must be [^\n]+\n$/) });
  const missing = await data(['export'], { cwd });
  expect(missing).toMatchObject({ code: 1, stderr: expect.stringContaining('add --data-dir data/backend') });
  expect(existsSync(join(cwd, 'data/bot.sqlite'))).toBe(false);
  expect((await data(['export', '--data-dir', 'data/backend'], { cwd })).code).toBe(0);
});

test('an import does not begin a collection beside the backend’s own, unless it is told to', async () => {
  const cwd = await collection('data/backend');
  const prompt = JSON.stringify({ text: 'Why is the sky blue?', lang: 'en' });
  const refused = await data(['import', '-'], { cwd }, prompt);
  expect(refused).toMatchObject({
    code: 1,
    stdout: '',
    stderr: expect.stringMatching(/add --data-dir data\/backend to take it, or --data-dir \.\/data to begin/),
  });
  expect(await readdir(join(cwd, 'data'))).toEqual(['backend']);
  for (const folder of ['data/backend', 'data'])
    expect(await data(['import', '-', '--data-dir', folder], { cwd }, prompt)).toMatchObject({
      code: 0,
      stdout: expect.stringContaining(`Now in ${join(cwd, folder, 'bot.sqlite')}.`),
    });
  expect((await data(['import', '-'], { cwd }, prompt)).stdout).toContain('1 message here already');
});

test.each([
  ['--help'],
  ['export', '--help'],
  ['import', '-h'],
  ['features', '--help'],
  ['generate', '--help'],
  ['models', '--help'],
  ['samples', '--help'],
])('%s %s prints help that fits a terminal', async (...args) => {
  const { code, stdout } = await data(args, { cwd: await freshFolder() });
  expect(code).toBe(0);
  expect(stdout).toContain('npm run data -- ');
  for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(120);
});

test('samples are removed from a collection of them, once, and that is told', async () => {
  const cwd = await collection();
  expect(await data(['samples', 'remove'], { cwd })).toEqual({
    code: 0,
    stdout: `Removed 36 sample trees and 8 sample stories; nobody had added to them. ${join(cwd, 'data/bot.sqlite')} has no samples now.\n`,
    stderr: '',
  });
  expect(await data(['samples', 'remove'], { cwd })).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^There were none\. /),
  });
  expect((await data(['export', ...all], { cwd })).stderr).toContain('Exported 0 trees');
});

test('samples with somebody’s work in them are removed only by --with-additions', async () => {
  const cwd = await collection();
  const db = await openDatabase({ dataDir: join(cwd, 'data') });
  const message = await db.selectFrom('backend_messages').select('id').executeTakeFirstOrThrow();
  const author = await db.selectFrom('backend_users').selectAll().executeTakeFirstOrThrow();
  const ada = { ...author, id: 'ada', client: 'discord', auth_method: 'discord', username: '1' };
  await db.insertInto('backend_users').values(ada).execute();
  const reaction = { message_id: message.id, user_id: 'ada', emoji: '+1', created_at: 1 };
  await db.insertInto('backend_emojis').values(reaction).execute();
  await db.destroy();
  const refused = await data(['samples', 'remove'], { cwd });
  expect(refused).toMatchObject({ code: 1, stdout: '' });
  expect(refused.stderr).toMatch(/^Nothing was removed: 1 reaction would go with the samples\./);
  expect((await data(['export', ...all], { cwd })).stderr).toContain('Exported 36 trees');
  expect(await data(['samples', 'remove', '--with-additions'], { cwd })).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('and with them 1 reaction.'),
  });
});

test('samples can only be removed', async () => {
  const cwd = await collection();
  expect(await data(['samples'], { cwd })).toMatchObject({ code: 64 });
  expect(await data(['samples', 'add'], { cwd })).toMatchObject({ code: 64 });
  expect((await data(['samples', '--help'], { cwd })).stdout).toContain('--with-additions');
});

test('a command that only reads leaves the processor to the bot beside it, and one that writes does not', async () => {
  const cwd = await collection();
  const probe =
    'data:text/javascript,import os from "node:os"; process.on("exit", () => console.error(os.getPriority()));';
  const priorityOf = async (...args: string[]) => {
    const child = spawn(process.execPath, ['--import', probe, main, ...args], { cwd, env: compileCache });
    const [said] = await Promise.all([text(child.stderr), once(child, 'close')]);
    return Number(said.trimEnd().split('\n').at(-1));
  };
  await writeFile(join(cwd, 'prompts.jsonl'), '{"text": "Why is the sky blue?", "lang": "en"}\n');
  expect(await priorityOf('export', 'out.jsonl')).toBe(
    Math.max(getPriority(), constants.priority.PRIORITY_BELOW_NORMAL),
  );
  expect(await priorityOf('import', 'prompts.jsonl')).toBe(getPriority());
});
