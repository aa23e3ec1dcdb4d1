import { readdir } from 'node:fs/promises';
import { expect, onTestFinished, test } from 'vitest';
import { exportCollection } from '../../src/collection/files/export.ts';
import { UserError } from '../../src/locales/user-error.ts';
import { testClock } from '../support/clock.ts';
import { botWithBackend } from '../support/embedded.ts';
import { freshFolder } from '../support/folder.ts';
import { seededIds, seededRandom } from '../support/random.ts';
import { translator } from '../support/scenes.ts';

/** A collection with one prompt of Ada's, and its owner. */
async function scene() {
  const clock = testClock(() => house.sandbox.clock.advance(0));
  const random = seededRandom(11);
  const dataDir = await freshFolder();
  const house = await botWithBackend({ dataDir, clock, random, newId: seededIds(random) });
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
  await owner.command('export', { format: 'messages', filters: '--state all --unaccepted yes' });
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

test.each([
  ['--colour red', 'colour'],
  ['--data-dir /', 'for the command line only'],
  ['--split 80', 'for the command line only'],
  ['somewhere.jsonl', 'begins with --'],
  ['--state nowhere', '--state must be'],
])('a filter that cannot be (%s) is refused in words', async (filters, words) => {
  const { owner } = await scene();
  await owner.command('export', { filters });
  expect(owner.text()).toContain('cannot be made');
  expect(owner.text()).toContain(words);
  expect(owner.last().attachments).toEqual([]);
});

test('an export of nothing says so', async () => {
  const { owner } = await scene();
  await owner.command('export');
  expect(owner.text()).toContain('Nothing in the collection fits that.');
});

test('a backup lies in the data folder under a name of its own', async () => {
  const { owner, dataDir } = await scene();
  await owner.command('backup');
  const [name, ...others] = (await readdir(dataDir)).filter((file) => file.startsWith('backup-'));
  expect(others).toEqual([]);
  expect(owner.text()).toContain(`\`${name}\``);
});

const asked = (attachmentSizeLimit: number, lines: readonly string[]) =>
  exportCollection(
    { actor: { id: '1', name: 'O', locale: 'en-US' }, options: {}, attachmentSizeLimit } as never, // what an export reads of it
    {
      translator,
      files: {
        exportLines: async () => ({
          lines: (async function* () {
            yield* lines;
          })(),
          written: () => lines.length,
        }),
        backUp: async () => undefined,
      },
    },
  );

test('what is too large as it is comes compressed, and what is still too large is refused with a way out', async () => {
  const alike = Array.from({ length: 100 }, () => `${'a'.repeat(99)}\n`);
  const reply = await asked(1_000, alike);
  expect(reply).toMatchObject({ as: 'message', view: { files: [{ name: 'trees.jsonl.gz' }] } });
  await expect(asked(400, alike)).rejects.toBeInstanceOf(UserError);
  const random = seededRandom(3);
  const noise = Array.from({ length: 100 }, () => `${Array.from({ length: 20 }, random).join('')}\n`);
  await expect(asked(10_000, noise)).rejects.toMatchObject({ key: 'files.too_big' });
});
