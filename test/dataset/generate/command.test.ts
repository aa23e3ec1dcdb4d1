// Collect, generate, rank by command: what is asked, what is kept, and what is asked again.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { openDatabase } from '../../../src/store/database.ts';
import { compileCache } from '../../support/compile-cache.ts';
import { freshFolder } from '../../support/folder.ts';
import { type Asked, type Behavior, chatServerOf, says, sends } from '../support/chat-server.ts';
import { messageId, putPeople, putTree } from '../support/collection.ts';
import { data } from '../support/command.ts';

const main = fileURLToPath(new URL('../../../src/dataset/main.ts', import.meta.url));
const FILE = 'replies.jsonl';

/** A folder with a collection of so many prompts that wait for replies. */
async function collection(prompts: number): Promise<string> {
  const cwd = await freshFolder();
  const db = await openDatabase({ dataDir: join(cwd, 'data') });
  await putPeople(db, [{}]);
  for (let index = 0; index < prompts; index += 1)
    await putTree(db, index, {
      state: 'prompt_lottery_waiting',
      messages: [{ text: `Prompt ${index}`, reviewCount: 0 }],
    });
  await db.destroy();
  return cwd;
}

async function lines(cwd: string, file = FILE): Promise<Record<string, unknown>[]> {
  const all = (await readFile(join(cwd, file), 'utf8')).split('\n');
  expect(all.pop()).toBe('');
  return all.map((line) => JSON.parse(line));
}

const promptsOf = (asked: readonly Asked[]) => asked.map(({ body }) => body.messages.at(-1)?.content);
const echo: Behavior = (response, { body }, index) =>
  says(response, `\n\n${body.model} says ${index} to ${body.messages.at(-1)?.content}\n`);

test('replies of two models are imported as they are written, keep their settings, and are ranked', async () => {
  const cwd = await collection(3);
  const { url, asked } = await chatServerOf(echo);
  const more = ['--system', 'Be brief.', '--temperature', '0.5', '--more', '{"top_p":0.9}'];
  const first = await data(['generate', FILE, '--url', url, '--model', 'm-1', '--replies', '2', ...more], {
    cwd,
  });
  expect(first).toEqual({ code: 0, stdout: '', stderr: `Wrote 6 replies of m-1 to ${FILE}.\n` });
  await data(['generate', FILE, '--url', `${url}/`, '--model', 'm-2', '--name', 'two'], { cwd });
  expect(asked.slice(0, 6).map(({ body }) => [body.model, body.temperature, body.top_p])).toEqual(
    Array(6).fill(['m-1', 0.5, 0.9]),
  );
  expect(asked.slice(6).map(({ body }) => body)).toContainEqual({
    model: 'm-2',
    messages: [{ role: 'user', content: 'Prompt 0' }],
  });
  const imported = await data(['import', FILE, '--state', 'ranking'], { cwd });
  expect(imported).toMatchObject({
    code: 0,
    stdout: expect.stringContaining(
      '9 messages added to 3 trees that were here; unknown fields kept in meta: generation (9)',
    ),
  });
  const all = ['--format', 'messages', '--state', 'ranking', '--synthetic', 'only'];
  const { stdout } = await data(['export', ...all], { cwd });
  const replies = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  for (const { text } of replies) expect(text).toMatch(/^m-[12] says \d to Prompt [012]$/); // without blanks around
  expect(replies.map(({ model_name }) => model_name).toSorted()).toEqual([
    ...Array(6).fill('m-1'),
    ...Array(3).fill('two'),
  ]);
  const { meta } = replies.find(({ model_name }) => model_name === 'm-1');
  expect(JSON.parse(meta)).toEqual({
    generation: { model: 'm-1', served_by: 'served-1', system: 'Be brief.', temperature: 0.5, top_p: 0.9 },
  });
  // what is in the collection is not asked for again, whatever the file is called
  const again = [
    'generate',
    'other.jsonl',
    '--state',
    'ranking',
    '--url',
    url,
    '--model',
    'm-1',
    '--replies',
    '2',
  ];
  expect((await data(again, { cwd })).stderr).toContain('3 conversations had all of theirs before');
  expect(asked).toHaveLength(9);
});

test('a run that was stopped goes on where it was: only a line that was cut short is asked for again', async () => {
  const cwd = await collection(4);
  const { url, asked } = await chatServerOf(echo);
  const args = ['generate', FILE, '--url', url, '--model', 'm-1', '--at-once', '1'];
  await data(args, { cwd });
  const whole = await readFile(join(cwd, FILE));
  const end = whole.lastIndexOf('\n', whole.length - 2) + 1;
  await writeFile(join(cwd, FILE), whole.subarray(0, end + 40));
  expect((await data(args, { cwd })).stderr).toContain('Wrote 1 reply of m-1');
  expect(promptsOf(asked)).toEqual(['Prompt 0', 'Prompt 1', 'Prompt 2', 'Prompt 3', 'Prompt 3']);
  expect((await lines(cwd)).map(({ parent_id }) => parent_id)).toEqual(
    [0, 1, 2, 3].map((tree) => messageId(tree, 0)),
  );
  // more of them are asked for what is missing alone
  await data([...args, '--replies', '2'], { cwd });
  expect(asked).toHaveLength(9);
  expect(await lines(cwd)).toHaveLength(8);
});

test('a last line without its end is whole where it says all', async () => {
  const cwd = await collection(2);
  const { url, asked } = await chatServerOf(echo);
  const args = ['generate', FILE, '--url', url, '--model', 'm-1', '--at-once', '1'];
  await data(args, { cwd });
  await writeFile(join(cwd, FILE), (await readFile(join(cwd, FILE), 'utf8')).trimEnd());
  expect((await data(args, { cwd })).code).toBe(0);
  expect([asked.length, (await lines(cwd)).length]).toEqual([2, 2]);
});

test.each(['SIGKILL', 'SIGINT'] as const)(
  'after %s in the middle, what was answered is in the file and is not asked for again',
  async (signal) => {
    const cwd = await collection(6);
    let hold = true;
    let held: () => void = () => {};
    const isHeld = new Promise<void>((resolve) => {
      held = resolve;
    });
    const { url, asked } = await chatServerOf((response, one, index) => {
      if (hold && index === 3) return held();
      return echo(response, one, index);
    });
    const args = ['generate', FILE, '--url', url, '--model', 'm-1', '--at-once', '1'];
    const child = spawn(process.execPath, [main, ...args], { cwd, env: compileCache, stdio: 'pipe' });
    const stderr = text(child.stderr);
    await isHeld;
    child.kill(signal);
    await once(child, 'close');
    expect(await lines(cwd)).toHaveLength(3);
    if (signal === 'SIGINT') {
      expect(child.exitCode).toBe(1);
      expect(await stderr).toContain('Stopped before the end. Wrote 3 replies of m-1');
    }
    hold = false;
    expect((await data(args, { cwd })).stderr).toBe(
      `Wrote 3 replies of m-1 to ${FILE}; 3 conversations had all of theirs before.\n`,
    );
    expect(promptsOf(asked)).toEqual([0, 1, 2, 3, 3, 4, 5].map((index) => `Prompt ${index}`));
    expect(await data(['import', FILE], { cwd })).toMatchObject({ code: 0 });
  },
);

test('an empty, a cut and a far too long reply are not kept, and are told', async () => {
  const cwd = await collection(5);
  const { url } = await chatServerOf((response, { body }, index) => {
    const answers = new Map([
      ['Prompt 0', () => says(response, ' \n')],
      ['Prompt 1', () => says(response, 'Half a', { finish_reason: 'length' })],
      ['Prompt 2', () => says(response, 'a'.repeat(2_001))],
      ['Prompt 3', () => says(response, null, { finish_reason: 'content_filter' })],
    ]);
    return (answers.get(String(body.messages.at(-1)?.content)) ?? (() => says(response, `fine ${index}`)))();
  });
  const { code, stderr } = await data(['generate', FILE, '--url', url, '--model', 'm-1'], { cwd });
  expect(code).toBe(1);
  expect(stderr).toContain(`Wrote 1 reply of m-1 to ${FILE}; `);
  for (const reason of [
    '1 reply is missing: the reply has nothing to read in it',
    '1 reply is missing: the reply was cut short (finish_reason length: see --max-tokens)',
    '1 reply is missing: the reply was longer than 2,000 characters (setting textLimit)',
    '1 reply is missing: a filter of the server held the reply back',
  ])
    expect(stderr).toContain(reason);
  expect((await lines(cwd)).map(({ parent_id }) => parent_id)).toEqual([messageId(4, 0)]);
});

test('a key that is refused ends it at once, and is told without the key', async () => {
  const cwd = await collection(3);
  const { url, asked } = await chatServerOf((response) =>
    sends(response, 401, { error: { message: 'wrong key' } }),
  );
  const args = ['generate', FILE, '--url', url, '--model', 'm-1', '--at-once', '1', '--key-env', 'MY_KEY'];
  const { code, stderr } = await data(args, { cwd, env: { MY_KEY: 'sesame' } });
  expect({ code, stderr }).toEqual({
    code: 1,
    stderr: `Given up. Wrote 0 replies of m-1 to ${FILE}; 1 reply is missing: the server was asked, and it answered 401: wrong key.\n`,
  });
  expect(asked.map(({ authorization }) => authorization)).toEqual(['Bearer sesame']);
});

test('after ten failures in a row it gives up', async () => {
  const cwd = await collection(12);
  const { url, asked } = await chatServerOf((response) => sends(response, 400, { error: { message: 'no' } }));
  const { code, stderr } = await data(['generate', FILE, '--url', url, '--model', 'm-1', '--at-once', '1'], {
    cwd,
  });
  expect([code, asked.length]).toEqual([1, 10]);
  expect(stderr).toContain('Given up after 10 failures in a row.');
});

test('as many as were asked for are asked at the same time', async () => {
  const cwd = await collection(7);
  let open = 0;
  let most = 0;
  const waiting: (() => void)[] = [];
  const { url } = await chatServerOf((response, one, index) => {
    open += 1;
    most = Math.max(most, open);
    waiting.push(() => {
      open -= 1;
      echo(response, one, index);
    });
    if (waiting.length === 3 || index === 6) for (const go of waiting.splice(0)) go();
  });
  await data(['generate', FILE, '--url', url, '--model', 'm-1', '--at-once', '3'], { cwd });
  expect(most).toBe(3);
  expect(await lines(cwd)).toHaveLength(7);
});

test('a file with something else in it is left as it is', async () => {
  const cwd = await collection(1);
  const { url, asked } = await chatServerOf(echo);
  for (const [content, reason] of [
    ['{"text":"mine"}\n', 'line 1 is'],
    ['precious', 'its last line is'],
    ['{"message_id":"a","parent_id":"b","model_name":"c"}\nnotes\n', 'line 2 is'],
  ] as const) {
    await writeFile(join(cwd, 'mine.jsonl'), content);
    const { code, stderr } = await data(['generate', 'mine.jsonl', '--url', url, '--model', 'm'], { cwd });
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: `mine.jsonl: ${reason} no reply of a model, so nothing is added to it; name another file.\n`,
    });
    expect(await readFile(join(cwd, 'mine.jsonl'), 'utf8')).toBe(content);
  }
  expect(asked).toEqual([]);
});

test('there is nothing to do where nothing waits, and it says what there is', async () => {
  const cwd = await collection(1);
  await appendFile(join(cwd, FILE), '');
  const { url, asked } = await chatServerOf(echo);
  const args = ['generate', FILE, '--url', url, '--model', 'm-1', '--state', 'growing'];
  const { code, stderr } = await data(args, { cwd });
  expect([code, asked.length]).toEqual([0, 0]);
  expect(stderr).toMatch(/^Wrote 0 replies .*\nLeft out: 1 tree in other states \(--state/);
});

test.each([
  [['--model', 'm'], '--url must be http(s)://'],
  [['--url', 'http://me:word@host/v1', '--model', 'm'], '--url must be http(s)://'],
  [['--url', 'http://host/v1'], '--model must be'],
  [['--url', 'http://host/v1', '--model', 'm', '--key', 'sesame'], "Unknown option '--key'"],
  [['--url', 'http://host/v1', '--model', 'm', '--key-env', 'UNSET'], '--key-env must name a variable'],
  [['--url', 'http://host/v1', '--model', 'm', '--more', '[1]'], '--more must be a JSON object'],
  [['--url', 'http://host/v1', '--model', 'm', '--more', '{"n":2}'], '--more must not say model, messages'],
  [
    ['--url', 'http://host/v1', '--model', 'm', '--replies', '0'],
    '--replies must be a whole number from 1 to 100',
  ],
  [['--url', 'http://host/v1', '--model', 'm', '--temperature', 'hot'], '--temperature must be a number'],
  [['--url', 'http://host/v1', '--model', 'm', '--state', 'nowhere'], '--state must be all, or some of'],
  [['--url', 'http://host/v1', '--model', 'm', '--labels'], "Unknown option '--labels'"],
] as const)('%j is no way to ask', async (args, reason) => {
  const { code, stderr } = await data(['generate', FILE, ...args], { cwd: await freshFolder() });
  expect(code).toBe(64);
  expect(stderr).toContain(reason);
});
