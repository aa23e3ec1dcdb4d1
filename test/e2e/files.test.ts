import { readdir } from 'node:fs/promises';
import { expect, onTestFinished, test } from 'vitest';
import { treeStates } from '../../src/backend/trees/tables.ts';
import type { CollectionFiles } from '../../src/collection/files/parts.ts';
import { formatNames } from '../../src/dataset/export/formats/index.ts';
import { testClock } from '../support/clock.ts';
import { calls } from '../support/discord-faults.ts';
import { botWithBackend } from '../support/embedded.ts';
import { freshFolder } from '../support/folder.ts';
import { seededIds, seededRandom } from '../support/random.ts';
import { waitFor } from '../support/wait-for.ts';

/** A collection with one prompt of Ada's, and its owner. */
async function scene(files?: (own: CollectionFiles) => CollectionFiles) {
  const clock = testClock(() => house.sandbox.clock.advance(0));
  const random = seededRandom(11);
  const dataDir = await freshFolder();
  const house = await botWithBackend({
    dataDir,
    clock,
    random,
    newId: seededIds(random),
    ...(files && { files }),
  });
  onTestFinished(() => house.close());
  const ada = await house.contributor('Ada');
  await ada.command('task', { type: 'initial_prompt' });
  await ada.click('Answer');
  await ada.submit({ 'Your text': 'What is bread?' });
  await ada.click('Send');
  return { ...house, dataDir, owner: house.sandbox.person('Owner') };
}

test('an owner gets the collection as a file, by the filters of the command line', async () => {
  const { owner, sandbox } = await scene();
  await owner.command('export', { format: 'messages', state: 'all', filters: '--unaccepted yes' });
  expect(owner.last().ephemeral).toBe(true);
  await expect.poll(() => owner.text()).toContain('Exported 1 line.');
  const [file] = owner.last().attachments;
  expect(file?.filename).toBe('messages.jsonl');
  const text = await (await fetch(new URL(file?.url ?? '', sandbox.url))).text();
  expect(
    text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).text),
  ).toEqual(['What is bread?']);
});

test('the file of an export stays where its owner asked how far it was just as it ended', async () => {
  const lines = Promise.withResolvers<void>();
  let asked = 0;
  const { owner, sandbox } = await scene((own) => ({
    ...own,
    async exportLines(wish) {
      asked += 1;
      if (asked > 1) await lines.promise; // the first time it is only looked at
      return await own.exportLines(wish);
    },
  }));
  await owner.command('export', { state: 'all', filters: '--unaccepted yes' });
  const card = owner.last();
  await waitFor(() => asked === 2);
  const answer = Promise.withResolvers<void>();
  const held = sandbox.faults.rest(calls.callback, { until: answer.promise });
  const refreshing = owner.click('Show progress');
  await waitFor(() => held.struck() === 1);
  lines.resolve();
  await owner.until((one) => one.again(card)?.attachments.length === 1);
  answer.resolve(); // with what was so when the button was pressed
  await refreshing;
  await owner.until((one) => one.text(one.again(card)).includes('Exported 1 line.'));
  expect(owner.buttons(owner.again(card))).toEqual([]);
  expect(owner.again(card)?.attachments.map(({ filename }) => filename)).toEqual(['trees.jsonl']);
});

test('formats and states are chosen from lists, in the owner’s language', async () => {
  const { owner } = await scene();
  await owner.speak('de');
  const options = owner.view.commands.find(({ name }) => name === 'export')?.options ?? [];
  const choicesOf = (wanted: string) => {
    const option = options.find(({ name }) => name === wanted);
    return option && 'choices' in option ? (option.choices ?? []) : [];
  };
  expect(choicesOf('format').map(({ value }) => value)).toEqual(formatNames);
  expect(choicesOf('format')[0]?.name_localizations).toMatchObject({
    de: 'trees: ganze Gespräche mit allen Antworten',
  });
  const states = choicesOf('state').map(({ value }) => String(value));
  expect(states.filter((state) => state !== 'all' && !treeStates.some((one) => one === state))).toEqual([]);
  const offered = await owner.autocomplete('export', 'lang', 'en,deu');
  expect(offered).toContainEqual({ name: 'en, Deutsch', value: 'en,de' });
});

test.each([
  ['--colour red', 'colour'],
  ['--data-dir /', 'for the command line only'],
  ['--split 80', 'for the command line only'],
  ['somewhere.jsonl', 'begins with --'],
  ['--state nowhere', '--state must be'],
  ['--format pairs', '--format is no filter'],
  ['--lang en —lang de', '--lang is said twice'],
  ['--emojis --no-emojis', '--emojis is said twice'],
])('a filter that cannot be (%s) is refused in words', async (filters, words) => {
  const { owner } = await scene();
  await owner.command('export', { filters });
  expect(owner.text()).toContain('cannot be made');
  expect(owner.text()).toContain(words);
  expect(owner.last().attachments).toEqual([]);
});

test('what an option and the filters say both is refused, in a word for which', async () => {
  const { owner } = await scene();
  await owner.command('export', { lang: 'de', filters: '--lang=en' });
  expect(owner.text()).toContain('--lang is said twice');
  await owner.command('export', { format: 'sft', filters: '--synthetic yes —format pairs' });
  expect(owner.text()).toContain('--format is no filter');
  expect(owner.last().attachments).toEqual([]);
});

test('an export of nothing says which filter took how many', async () => {
  const { owner } = await scene();
  for (const [options, why] of [
    [{}, '1 tree in other states (--state initial_prompt_review).'],
    [{ state: 'all', lang: 'de' }, '1 tree in other languages (--lang en).'],
    [{ state: 'all' }, '1 message not accepted or below such (--unaccepted yes)'],
  ] as const) {
    await owner.command('export', options);
    await owner.until(() => owner.text().includes(why));
    expect(owner.text()).toContain('Nothing in the collection fits that.');
    expect(owner.text().includes('`state: all` takes them too')).toBe(!('state' in options));
    expect(owner.last().attachments).toEqual([]);
  }
});

test('an export of nothing but samples says in words that there are samples, and how to get them', async () => {
  const { owner, db } = await scene();
  await db.updateTable('backend_users').set({ client: 'samples' }).execute();
  for (const state of ['ready_for_export', 'all']) {
    await owner.command('export', { state });
    await owner.until(() => owner.text().includes('Nothing in the collection fits that.'));
    expect(owner.text()).toContain(
      'Left out: 1 conversation or summary that came with the software as a sample.',
    );
    expect(owner.text()).not.toContain('command line');
  }
});

test('an export of an empty collection says what is left out by itself', async () => {
  const { owner, db } = await scene();
  await db.deleteFrom('backend_messages').execute();
  await db.deleteFrom('backend_trees').execute();
  await owner.command('export');
  await expect.poll(() => owner.text()).toContain('Nothing in the collection fits that.');
  expect(owner.text()).toContain('conversations that are not finished (`state: all` takes them too)');
  expect(owner.text()).toContain('samples (`samples: True`)');
});

test('a backup lies in the data folder under a name of its own', async () => {
  const { owner, dataDir } = await scene();
  await owner.command('backup');
  await expect.poll(() => owner.text()).toContain('All of the database is in');
  const [name, ...others] = (await readdir(dataDir)).filter((file) => file.startsWith('backup-'));
  expect(others).toEqual([]);
  expect(owner.text()).toContain(`\`${name}\``);
});
