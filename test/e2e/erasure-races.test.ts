import { copyFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, onTestFinished, test } from 'vitest';
import { backUp } from '../../src/store/backup.ts';
import { bytesIn } from '../support/bytes-in.ts';
import { testClock } from '../support/clock.ts';
import { botWithBackend } from '../support/embedded.ts';
import { freshFolder } from '../support/folder.ts';
import { seededIds, seededRandom } from '../support/random.ts';
import { waitFor } from '../support/wait-for.ts';

const PROMPT = 'Why do lighthouses have stripes of red and white?';

/** Ada, who has written a prompt, and asks for everything to be deleted. */
async function scene() {
  const clock = testClock(() => house.sandbox.clock.advance(0));
  const random = seededRandom(3);
  const dataDir = await freshFolder();
  const settings = { reviewsForPrompt: 1, backlogChance: 0 };
  const house = await botWithBackend({ dataDir, clock, random, newId: seededIds(random), settings });
  onTestFinished(() => house.close());
  const ada = await house.contributor('Ada of the Stripes');
  await ada.command('task', { type: 'initial_prompt' });
  await ada.click('Answer');
  await ada.submit({ 'Your text': PROMPT });
  await ada.click('Send');
  const traces = [PROMPT, ada.id, 'Ada of the Stripes'];
  async function deleteEverything() {
    await ada.command('privacy');
    await ada.click('Delete everything');
    await ada.submit({ 'Type DELETE to confirm': 'DELETE' });
  }
  const step = async () =>
    (await house.db.selectFrom('erasures').select('step').executeTakeFirst())?.step ?? 'done';
  return { ...house, clock, dataDir, ada, traces, deleteEverything, step };
}

test('a backup that is being made meanwhile is waited for, and has nothing of the person either', async () => {
  const { clock, dataDir, ada, traces, deleteEverything, step } = await scene();
  const copy = join(await freshFolder(), 'copy.sqlite');
  await backUp(dataDir, copy);
  // whoever makes a backup reads the database as it was when they began, and has a file to show at the end
  const reader = new DatabaseSync(join(dataDir, 'bot.sqlite'), { readOnly: true });
  reader.exec('begin');
  reader.prepare('select count(*) from people').get();
  await deleteEverything();
  await waitFor(() => ada.text().includes('It has begun and goes on by itself'));
  expect(await step()).toBe('files');
  await copyFile(copy, join(dataDir, 'backup.sqlite'));
  expect(await bytesIn(dataDir, traces)).toEqual(traces);
  reader.exec('commit');
  reader.close();
  clock.advance(1_000);
  await waitFor(async () => (await step()) === 'done');
  expect(await bytesIn(dataDir, traces)).toEqual([]);
  await ada.command('privacy');
  expect(ada.text()).toContain('The collection knows nothing of you.');
});

test('an export that is half made, or was when its process died, is not left with the words', async () => {
  const { dataDir, traces, deleteEverything, step } = await scene();
  const name = (of: string) => join(dataDir, `.${of}.7ab2c0de-3f5e-4d1c-8b9a-0123456789ab.partial`);
  for (const of of ['trees.jsonl', 'trees.jsonl.gz', 'messages.parquet'])
    await writeFile(name(of), JSON.stringify({ text: PROMPT }));
  await writeFile(join(dataDir, 'notes.partial'), 'Not an export.');
  await deleteEverything();
  await waitFor(async () => (await step()) === 'done');
  expect(await bytesIn(dataDir, traces)).toEqual([]);
  expect(await bytesIn(dataDir, ['Not an export.'])).toEqual(['Not an export.']);
});
