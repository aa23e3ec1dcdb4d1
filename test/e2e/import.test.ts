import { gzipSync } from 'node:zlib';
import { describe, expect, onTestFinished, test } from 'vitest';
import { testClock } from '../support/clock.ts';
import { botWithBackend, type HouseOptions } from '../support/embedded.ts';
import { freshFolder } from '../support/folder.ts';
import { seededIds, seededRandom } from '../support/random.ts';
import { waitFor } from '../support/wait-for.ts';

/** The bot with an empty collection, and its owner. */
async function scene(options: Partial<HouseOptions> = {}) {
  const clock = testClock(() => house.sandbox.clock.advance(0));
  const random = seededRandom(5);
  const dataDir = await freshFolder();
  const house = await botWithBackend({ dataDir, clock, random, newId: seededIds(random), ...options });
  onTestFinished(() => house.close());
  const owner = house.sandbox.person('Owner');
  /** The texts in the collection, in order. */
  const texts = async () => {
    const rows = await house.db.selectFrom('backend_messages').select('text').execute();
    return rows.map(({ text }) => text).toSorted();
  };
  return { ...house, clock, owner, texts };
}

const lines = (all: readonly object[]) => all.map((one) => `${JSON.stringify(one)}\n`).join('');
const prompt = (text: string) => ({ text, lang: 'en' });
const three = lines([prompt('Why?'), prompt('How?'), prompt('When?')]);

describe.each(['gateway', 'http'] as const)('over the %s door', (door) => {
  test('an owner sees what a file would bring, and it is taken in at their word', async () => {
    const { owner, texts } = await scene({ door });
    const file = owner.attach('prompts.jsonl', `${three}{"text": 7}\nnot JSON\n`);
    await owner.command('import', { file });
    await owner.until(() => owner.text().includes('New prompts: 3'));
    expect(owner.last().ephemeral).toBe(true);
    expect(owner.text()).toContain('Lines refused: 2');
    expect(owner.text()).toContain('Line 4: text must be a text in quotes');
    expect(owner.text()).toContain('Line 5: it is not JSON');
    expect(owner.buttons()).toEqual(['Import', 'Cancel']);
    expect(await texts()).toEqual([]);
    await owner.click('Import');
    await owner.until(() => owner.text().includes('The import is done.'));
    expect(owner.text()).toContain('New prompts: 3');
    expect(owner.text()).toContain('What comes next: `/available` shows what can be worked on now');
    expect(owner.buttons()).toEqual([]);
    expect(await texts()).toEqual(['How?', 'When?', 'Why?']);
  });
});

test('what is compressed is taken as well, and the state is the one that is asked for', async () => {
  const { owner, texts, db } = await scene();
  await owner.command('import', { file: owner.attach('p.jsonl.gz', gzipSync(three)), state: 'growing' });
  await owner.click('Import');
  await owner.until(() => owner.text().includes('The import is done.'));
  expect(await texts()).toHaveLength(3);
  const trees = await db.selectFrom('backend_trees').select('state').distinct().execute();
  expect(trees).toEqual([{ state: 'growing' }]);
});

test('many refused lines come as a file', async () => {
  const { owner, sandbox } = await scene();
  const bad = Array.from({ length: 20 }, (_, index) => `bad ${index}\n`).join('');
  await owner.command('import', { file: owner.attach('p.jsonl', `${three}${bad}`) });
  await owner.until(() => owner.text().includes('Lines refused: 20'));
  expect(owner.text().match(/^Line \d+: it is not JSON/gm)).toHaveLength(10);
  expect(owner.text()).toContain('Line 13: it is not JSON');
  expect(owner.text()).toContain('… and 10 more lines. All of them are in refused-lines.txt.');
  const [file] = owner.last().attachments;
  expect(file?.filename).toBe('refused-lines.txt');
  const text = await (await fetch(new URL(file?.url ?? '', sandbox.url))).text();
  expect(text.trim().split('\n')).toHaveLength(20);
  expect(text).toMatch(/^Line 4: it is not JSON/);
});

test('nothing that is new is nothing to import', async () => {
  const { owner } = await scene();
  await owner.command('import', { file: owner.attach('p.jsonl', '') });
  await owner.until(() => owner.text().includes('There is nothing new in this file.'));
  expect(owner.buttons()).toEqual([]);
});

test('what is cancelled is not imported, and cannot be any more', async () => {
  const { owner, texts, db, sandbox } = await scene();
  await owner.command('import', { file: owner.attach('p.jsonl', three) });
  const { id } = await db.selectFrom('jobs').select('id').executeTakeFirstOrThrow();
  const preview = owner.last();
  await owner.click('Cancel');
  expect(owner.text()).toContain('Nothing was imported.');
  await sandbox.forge(owner.id, { messageId: preview.id, customId: `v1:importgo:${id}:` });
  expect(await texts()).toEqual([]);
});

test('a second click on Import begins nothing', async () => {
  const { owner, db, texts } = await scene();
  await owner.command('import', { file: owner.attach('p.jsonl', three) });
  await Promise.all([owner.click('Import'), owner.click('Import')]);
  await owner.until(() => owner.text().includes('The import is done.'));
  expect(await texts()).toHaveLength(3);
  expect(await db.selectFrom('jobs').select(['state', 'attempts']).execute()).toEqual([
    { state: 'ended', attempts: 1 },
  ]);
});

test('another person, or another message, cannot begin it', async () => {
  const { owner, sandbox, db, texts } = await scene();
  const other = sandbox.person('Other');
  await owner.command('import', { file: owner.attach('p.jsonl', three) });
  const shown = () => db.selectFrom('jobs').select('id').where('message_id', 'is not', null).execute();
  await waitFor(async () => (await shown()).length > 0);
  const [{ id } = expect.fail()] = await shown();
  const customId = `v1:importgo:${id}:`;
  await other.say('Hello');
  await sandbox.forge(other.id, { messageId: other.last().id, customId });
  expect(other.text()).toContain('Only the people who run this bot');
  await sandbox.forge(owner.id, { messageId: other.last().id, customId });
  expect(await texts()).toEqual([]);
  expect(await db.selectFrom('jobs').select('state').execute()).toEqual([{ state: 'asked' }]);
});

test('the same file once more brings nothing, and one that has grown brings the rest', async () => {
  const { owner, texts } = await scene();
  await owner.command('import', { file: owner.attach('p.jsonl', three) });
  await owner.click('Import');
  await owner.until(() => owner.text().includes('The import is done.'));
  await owner.command('import', { file: owner.attach('p.jsonl', three) });
  await owner.until(() => owner.text().includes('Here already, left as they are: 3'));
  expect(owner.buttons()).toEqual([]);
  await owner.command('import', { file: owner.attach('p.jsonl', three + lines([prompt('Who?')])) });
  await owner.until(() => owner.text().includes('New prompts: 1'));
  await owner.click('Import');
  await owner.until(() => owner.text().includes('The import is done.'));
  expect(await texts()).toEqual(['How?', 'When?', 'Who?', 'Why?']);
});

test('while something is under way, nothing else begins, and the owner sees what it is', async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const { owner, db } = await scene({
    files: (files) => ({
      ...files,
      imports: {
        ...files.imports,
        take: async (...asked) => {
          await promise;
          return await files.imports.take(...asked);
        },
      },
    }),
  });
  await owner.command('import', { file: owner.attach('p.jsonl', three) });
  await owner.click('Import');
  await owner.command('export');
  expect(owner.text()).toContain('there is one at a time');
  expect(owner.buttons()).toEqual(['Show progress', 'Stop']);
  resolve();
  await owner.until(() => owner.text().includes('The import is done.'));
  expect(await db.selectFrom('jobs').select('kind').execute()).toEqual([{ kind: 'import' }]);
});

test('a file that Discord does not have any more is asked for again', async () => {
  const { owner, texts, db } = await scene();
  await owner.command('import', { file: owner.attach('p.jsonl', three) });
  const job = await db.selectFrom('jobs').selectAll().executeTakeFirstOrThrow();
  const wish = { ...JSON.parse(job.wish), digest: '0'.repeat(64) };
  await db
    .updateTable('jobs')
    .set({ wish: JSON.stringify(wish) })
    .execute();
  await owner.click('Import');
  await owner.until(() => owner.text().includes('has changed'));
  expect(await texts()).toEqual([]);
});
